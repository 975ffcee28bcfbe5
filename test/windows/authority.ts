import { createHash, X509Certificate } from "node:crypto";
import { reg } from "./package";
import type { Windows } from "./windows";

/** Numbers of a stored certificate's properties (wincrypt.h). */
const CERT_SHA1_HASH_PROP_ID = 3;
const CERT_CERT_PROP_ID = 32;

const STORE = "HKLM\\Software\\Policies\\Microsoft\\SystemCertificates\\Root\\Certificates";

/** Has a Windows trust an authority (PEM), as the administrator of an organisation does: in the group policy's store. */
export async function trustAuthority(windows: Windows, pem: string): Promise<void> {
  const { raw } = new X509Certificate(pem);
  const hash = createHash("sha1").update(raw).digest();
  const property = (id: number, value: Buffer) => {
    const head = Buffer.alloc(12);
    [id, 1, value.length].forEach((number, at) => head.writeUInt32LE(number, 4 * at));
    return Buffer.concat([head, value]);
  };
  const blob = Buffer.concat([property(CERT_SHA1_HASH_PROP_ID, hash), property(CERT_CERT_PROP_ID, raw)]);
  const key = `${STORE}\\${hash.toString("hex").toUpperCase()}`;
  await reg(windows, "add", key, "/v", "Blob", "/t", "REG_BINARY", "/d", blob.toString("hex"), "/f");
}
