import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { readText } from "../../install/files";
import { otherEntries } from "../../install/nss-entry";
import { PROXY_NAMES } from "../../install/proxy";

/** A module in a browser's own list, beside ours. */
export interface ListedModule {
  readonly name: string;
  readonly library: string;
  /** Folder of the database whose list it is in. */
  readonly database: string;
}

/** Databases of a person, below the home: one, or one in each folder there (`*`). */
const DATABASES = [
  ".pki/nssdb",
  ".local/share/pki/nssdb",
  ".mozilla/firefox/*",
  ".config/mozilla/firefox/*",
  "snap/firefox/common/.mozilla/firefox/*",
  ".var/app/org.mozilla.firefox/.mozilla/firefox/*",
] as const;
/** Modules that are NSS's or p11-kit's own. */
const NO_CARDS = /^(?:libnssckbi|libsoftokn3|p11-kit-)/;

/** Those of all browsers of this person. Source: NSS, `pkcs11.txt`. */
export function listedModules(home: string = homedir()): readonly ListedModule[] {
  const proxies: readonly string[] = PROXY_NAMES;
  return DATABASES.flatMap((place) => foldersOf(home, place)).flatMap((database) =>
    otherEntries(readText(join(database, "pkcs11.txt"), "latin1") ?? "").flatMap(({ name, library }) => {
      const file = basename(library);
      return library === "" || NO_CARDS.test(file) || proxies.includes(file) ? [] : [{ name, library: file, database }];
    }),
  );
}

function foldersOf(home: string, place: string): string[] {
  if (!place.endsWith("/*")) return [join(home, place)];
  const above = join(home, place.slice(0, -2));
  if (!existsSync(above)) return [];
  return readdirSync(above, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(above, name));
}
