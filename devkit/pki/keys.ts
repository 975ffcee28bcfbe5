import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { webcrypto } from "node:crypto";

export interface RsaKeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

const generate = promisify(generateKeyPair);
const madeHere = new Map<string, Promise<RsaKeyPair>>();

/**
 * The RSA key pair of a role (`role` becomes a file name). Made once in each process. With a folder, kept there as
 * PKCS#8 PEM and found again by the next process.
 */
export function rsaKey(role: string, bits: number, cacheFolder?: string): Promise<RsaKeyPair> {
  const name = `${role}-${bits}`;
  const place = `${cacheFolder ?? ""}:${name}`;
  const known = madeHere.get(place);
  if (known) return known;
  const made =
    cacheFolder === undefined
      ? generate("rsa", { modulusLength: bits })
      : cached(join(cacheFolder, `${name}.key.pem`), bits);
  madeHere.set(place, made);
  return made;
}

async function cached(file: string, bits: number): Promise<RsaKeyPair> {
  const pem = await readFile(file, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  });
  if (pem !== null) {
    const privateKey = createPrivateKey(pem);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  }
  const pair = await generate("rsa", { modulusLength: bits });
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, privateKeyPem(pair.privateKey), { mode: 0o600 });
  return pair;
}

/** PKCS#8 PEM of a private key. */
export function privateKeyPem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" } as const;

/** The hash of a certificate's signature. */
export type Digest = "SHA-1" | "SHA-256";

/** The private key as WebCrypto, and @peculiar/x509 with it, wants it for signing. */
export function signingKey(pair: RsaKeyPair, hash: Digest = "SHA-256"): Promise<CryptoKey> {
  return webcrypto.subtle.importKey(
    "pkcs8",
    pair.privateKey.export({ type: "pkcs8", format: "der" }),
    { ...ALGORITHM, hash },
    true,
    ["sign"],
  );
}

/** The public key as WebCrypto, and @peculiar/x509 with it, wants it. */
export function publicKey(pair: RsaKeyPair): Promise<CryptoKey> {
  return webcrypto.subtle.importKey("spki", pair.publicKey.export({ type: "spki", format: "der" }), ALGORITHM, true, [
    "verify",
  ]);
}
