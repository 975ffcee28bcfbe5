import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { BadInput, reasonOf } from "../bad-input";
import { fromPersonFolder } from "../person-folder";

const CERTIFICATES = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The authorities in the file of `--ca` (PEM, or DER with one of them), each as PEM. Throws `BadInput`. */
export function readServerAuthorities(given: string): readonly string[] {
  const file = fromPersonFolder(given);
  const certificates = certificatesOf(file, readBytes(file));
  const authorities = certificates.filter(({ ca }) => ca);
  if (authorities.length === 0)
    throw new BadInput(
      `--ca ${file} holds a server's own certificate. Name the file of the authority that issued it. ` +
        "For a test server, this makes both: npm run -s devkit -- ca --server localhost",
    );
  return authorities.map((certificate) => certificate.toString());
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (thrown) {
    throw new BadInput(`--ca ${file} cannot be read (${reasonOf(thrown)}). Name a file with a certificate (PEM).`);
  }
}

function certificatesOf(file: string, bytes: Buffer): readonly X509Certificate[] {
  const texts = bytes.toString("latin1").match(CERTIFICATES);
  try {
    return (texts ?? [bytes]).map((text) => new X509Certificate(text));
  } catch {
    throw new BadInput(`--ca ${file} holds no certificate. Name the file of your server's authority (PEM).`);
  }
}
