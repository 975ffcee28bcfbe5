import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
/** What the devkit's host loads when it starts. */
const ADD_ON = ["node_modules/koffi", "node_modules/@koromix"];

/** A copy of the devkit's host in that folder, which belongs to this user, whoever owns the checkout. Its file. */
export function copyOfHost(folder: string): string {
  cpSync(join(ROOT, "dist/devkit"), folder, { recursive: true });
  for (const name of ADD_ON)
    cpSync(join(ROOT, name), join(folder, name), {
      recursive: true,
      filter: (path) => !/koffi\/(doc|vendor)$/.test(path),
    });
  return join(folder, "host.cjs");
}
