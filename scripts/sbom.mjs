// `npm run sbom`: writes dist/varco.cdx.json, the bill of materials (CycloneDX) of what a release holds, from the lock
// file. The same lock file gives the same bytes.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ARGS = ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "application", "--package-lock-only"];
const json = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), "utf8"));

// `--omit dev` would leave out too much: packages that a tool for development needs as well.
const { devDependencies } = json("package.json");
const wanted = new Set(
  Object.entries(json("package-lock.json").packages)
    .map(([path, { version, dev }]) => ({ name: path.replace(/^.*node_modules\//, ""), version, dev }))
    .filter(({ name, dev }) => name !== "" && dev !== true && !Object.hasOwn(devDependencies, name))
    .map(({ name, version }) => `${name}@${version}`),
);
const { serialNumber: _serialNumber, ...bill } = JSON.parse(
  execFileSync("npm", ARGS, { cwd: ROOT, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }),
);
const own = bill.metadata.component["bom-ref"];
const kept = bill.components.filter(({ name, version }) => wanted.has(`${name}@${version}`));
const refs = new Set([own, ...kept.map((component) => component["bom-ref"])]);
bill.components = kept;
bill.dependencies = bill.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.has(one)) }));
delete bill.metadata.timestamp;
// npm takes the name of the folder.
bill.metadata.component.name = "varco";
mkdirSync(new URL("../dist", import.meta.url), { recursive: true });
writeFileSync(new URL("../dist/varco.cdx.json", import.meta.url), `${JSON.stringify(bill, null, 2)}\n`);
console.error(`dist/varco.cdx.json: ${bill.components.length} packages`);
