import { tsImport } from "tsx/esm/api";

/**
 * A webpack loader for modules that work out constants: the package gets their values, not what they come from. `keep`
 * may shorten texts, as the second parameter of `JSON.stringify`.
 */
export default async function evaluated() {
  const { dependsOn = [], keep } = this.getOptions();
  for (const path of dependsOn) this.addDependency(path);
  const values = await tsImport(this.resourcePath, import.meta.url);
  return Object.entries(values)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value, keep)};`)
    .join("\n");
}
