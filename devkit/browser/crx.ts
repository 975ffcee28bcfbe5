import { createHash, createPublicKey, createSign, generateKeyPairSync, type KeyObject } from "node:crypto";

/** Field numbers of Chromium's `crx3.proto`. */
const RSA_PROOF = 2;
const SIGNED_DATA = 10000;

/** A packed extension of Chromium, and the identifier that it has there. */
export interface PackedExtension {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Packs a ZIP archive as CRX3, signed with a fresh key. Source: Chromium, `components/crx_file/crx3.proto`. */
export function packExtension(archive: Buffer): PackedExtension {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  const hash = createHash("sha256").update(publicKey).digest().subarray(0, 16);
  const signedData = field(1, hash);
  const proof = Buffer.concat([field(1, publicKey), field(2, sign(privateKey, signedData, archive))]);
  const header = Buffer.concat([field(RSA_PROOF, proof), field(SIGNED_DATA, signedData)]);
  const bytes = Buffer.concat([Buffer.from("Cr24"), word(3), word(header.length), header, archive]);
  return { id: identifier(hash), bytes };
}

function sign(key: KeyObject, signedData: Buffer, archive: Buffer): Buffer {
  const signer = createSign("sha256");
  for (const part of [Buffer.from("CRX3 SignedData\0"), word(signedData.length), signedData, archive])
    signer.update(part);
  return signer.sign(key);
}

/** Each half byte as one of the letters a to p. */
function identifier(hash: Buffer): string {
  return hash.toString("hex").replace(/./g, (digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)] ?? "");
}

/** A field of bytes in the encoding of protocol buffers. */
function field(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
}

/** Seven bits a byte, the lowest first. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

/** Four bytes, little-endian. */
function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
