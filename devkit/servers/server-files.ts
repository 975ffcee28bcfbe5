import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writePem } from "../pki/pem-files";
import type { TestPki } from "../pki/pki";

/** The folder with the example configuration of a server. */
export function exampleFolder(server: string): string {
  return fileURLToPath(new URL(`examples/${server}`, import.meta.url));
}

/** Writes what every server needs, and returns the variables by which the examples name it. */
export async function writeServerFiles(
  folder: string,
  pki: TestPki,
  hosts: readonly [string, ...string[]],
): Promise<Record<string, string>> {
  const issued = await pki.server(hosts);
  const files = await writePem(folder, "server", issued);
  const both = join(folder, "server-with-key.pem");
  await writeFile(both, `${issued.pem}\n${issued.keyPem}`, { mode: 0o600 });
  const authorities = join(folder, "card-authorities.pem");
  await writeFile(authorities, pki.cardAuthority.pem);
  return {
    FOLDER: folder,
    EXAMPLES: exampleFolder("."),
    SERVER_CERTIFICATE: files.certificate,
    SERVER_KEY: files.key,
    SERVER_CERTIFICATE_AND_KEY: both,
    CARD_AUTHORITIES: authorities,
  };
}
