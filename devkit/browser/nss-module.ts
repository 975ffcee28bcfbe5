import { appendFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Has the programs that use this NSS database (folder) load a PKCS#11 module, whatever else they load. `library`: its
 * file.
 */
export function addModule(database: string, name: string, library: string): void {
  appendFileSync(join(database, "pkcs11.txt"), `library=${library}\nname=${name}\n\n`);
}
