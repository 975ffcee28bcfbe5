import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { modulePlaces } from "../../install/module-state";

/** How a folder begins that an interrupted registration leaves behind (install/files.ts). */
const ASIDE = /^\.varco-/;
/** Milliseconds: a younger one may be in use. */
const OLD = 60_000;

/** Folders that an interrupted registration of this person has left where browsers and p11-kit look. */
export function leftovers(root: string, now: Date): readonly string[] {
  const user = modulePlaces(root)?.user;
  if (user === undefined) return [];
  const files = [
    user.script.written,
    ...(user.moduleFile === null ? [] : [user.moduleFile]),
    ...user.browsers.flatMap(({ hostManifests, moduleManifests, databases }) => [
      ...hostManifests,
      ...moduleManifests,
      ...databases.map((folder) => join(folder, "pkcs11.txt")),
    ]),
  ];
  return [...new Set(files.map(dirname))]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => ASIDE.test(name))
        .map((name) => join(folder, name)),
    )
    .filter((path) => now.getTime() - statSync(path).mtimeMs > OLD);
}
