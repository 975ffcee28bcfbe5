// `npm run sbom`: writes dist/varco.cdx.json, the bill of materials (CycloneDX) of what a release holds, from the lock
// file. The same lock file gives the same bytes.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const ARGS = [
  "sbom",
  "--sbom-format",
  "cyclonedx",
  "--sbom-type",
  "application",
  "--omit",
  "dev",
  "--package-lock-only",
];

const { serialNumber: _serialNumber, ...bill } = JSON.parse(
  execFileSync("npm", ARGS, { cwd: ROOT, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 }),
);
delete bill.metadata.timestamp;
// npm takes the name of the folder.
bill.metadata.component.name = "varco";
mkdirSync(new URL("../dist", import.meta.url), { recursive: true });
writeFileSync(new URL("../dist/varco.cdx.json", import.meta.url), `${JSON.stringify(bill, null, 2)}\n`);
console.error(`dist/varco.cdx.json: ${bill.components.length} packages`);
