import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The program that `npm run package` made for a system. Throws `Error` where it did not. */
export function packedTree(system: string): string {
  const folder = fileURLToPath(new URL(`../../dist/package/${system}/varco`, import.meta.url));
  if (!existsSync(folder)) throw new Error(`first: npm run package -- ${system} tree`);
  return folder;
}
