import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Issued } from "./authority";

export interface PemFiles {
  readonly certificate: string;
  readonly key: string;
}

/**
 * Writes `name.pem` and `name.key.pem` (PKCS#8, only for the owner) for nginx, certutil, openssl; returns the paths.
 */
export async function writePem(folder: string, name: string, issued: Issued): Promise<PemFiles> {
  await mkdir(folder, { recursive: true });
  const files = { certificate: join(folder, `${name}.pem`), key: join(folder, `${name}.key.pem`) };
  await writeFile(files.certificate, issued.pem);
  await writeFile(files.key, issued.keyPem, { mode: 0o600 });
  return files;
}
