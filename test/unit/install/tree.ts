import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Everything below a folder: path, kind and permissions of each thing, and what is in it, byte for byte. */
export function tree(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    const status = lstatSync(path);
    const mode = (status.mode & 0o7777).toString(8);
    if (status.isDirectory()) found[name] = `folder ${mode}`;
    else if (status.isSymbolicLink()) found[name] = `link to ${readlinkSync(path)}`;
    else found[name] = `file ${mode} ${readFileSync(path, "latin1")}`;
  }
  return found;
}
