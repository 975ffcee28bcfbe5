import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { ROOT } from "./folders";
import { withDependencies } from "./lock-file";

/** The packages of package.json that only the extension holds. */
const OF_THE_EXTENSION = ["preact", "webextension-polyfill"];

const manifest = v.object({ dependencies: v.record(v.string(), v.string()) });
const about = v.object({ name: v.string(), version: v.string(), license: v.string() });

const readManifest = (folder: string): unknown => JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8"));

/** The licences of all npm packages in the host, one after the other. Throws `Error` for a package without one. */
export function licencesOfPackages(): string {
  const { dependencies } = v.parse(manifest, readManifest("."));
  const own = Object.keys(dependencies).filter((name) => !OF_THE_EXTENSION.includes(name));
  return withDependencies(own).map(licenceOf).join("");
}

function licenceOf(folder: string): string {
  const { name, version, license } = v.parse(about, readManifest(folder));
  const file = readdirSync(join(ROOT, folder)).find((one) => /^licen[cs]e/i.test(one));
  if (file === undefined) throw new Error(`${name} has no file with its licence`);
  const line = "=".repeat(80);
  return `${line}\n${name} ${version} (${license})\n${line}\n${readFileSync(join(ROOT, folder, file), "utf8").trimEnd()}\n\n`;
}
