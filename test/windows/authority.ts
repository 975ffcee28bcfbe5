import { createHash, X509Certificate } from "node:crypto";
import { reg } from "./package";
import type { Windows } from "./windows";

/** Numbers of a stored certificate's properties (wincrypt.h). */
const CERT_SHA1_HASH_PROP_ID = 3;
const CERT_CERT_PROP_ID = 32;

/**
 * Has a Windows trust an authority (PEM), as the administrator of an organisation does by a group policy: in the store
 * of roots for enterprises.
 */
export async function trustAuthority(windows: Windows, pem: string): Promise<void> {
  const { raw } = new X509Certificate(pem);
  const hash = createHash("sha1").update(raw).digest();
  const property = (id: number, value: Buffer) => {
    const head = Buffer.alloc(12);
    [id, 1, value.length].forEach((number, at) => head.writeUInt32LE(number, 4 * at));
    return Buffer.concat([head, value]);
  };
  const blob = Buffer.concat([property(CERT_SHA1_HASH_PROP_ID, hash), property(CERT_CERT_PROP_ID, raw)]);
  const key = `HKLM\\Software\\Microsoft\\EnterpriseCertificates\\Root\\Certificates\\${hash.toString("hex").toUpperCase()}`;
  await reg(windows, "add", key, "/v", "Blob", "/t", "REG_BINARY", "/d", blob.toString("hex"), "/f");
}
