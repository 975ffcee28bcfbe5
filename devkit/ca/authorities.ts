import { createPrivateKey, createPublicKey, generateKeyPair, randomBytes, X509Certificate } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { BadInput, reasonOf } from "../bad-input";
import { Authority, organisation } from "../pki/authority";

/** A developer's own test authorities, the same in every run. */
export interface DeveloperAuthorities {
  /** Where they are kept. Only the developer can read it. */
  readonly folder: string;
  /** Issues the virtual cards' certificates. The developer's server accepts it. */
  readonly cards: Authority;
  /** Issues the card `foreign-issuer`. No server should accept it. */
  readonly foreign: Authority;
  /** Issues server certificates for this machine. */
  readonly servers: Authority;
}

const ROLES = { cards: "card-authority", foreign: "foreign-authority", servers: "server-authority" } as const;
const NAMES = {
  cards: "Varco devkit carte",
  foreign: "Varco devkit estranea",
  servers: "Varco devkit server",
} as const;

/** The developer's folder. A relative XDG_DATA_HOME counts as none (XDG Base Directory Specification). */
export function authorityFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const data = env["XDG_DATA_HOME"];
  const base = data !== undefined && isAbsolute(data) ? data : join(homedir(), ".local/share");
  return join(base, "varco-devkit");
}

/** The authorities in the folder. The first call makes them. Throws `BadInput`. */
export async function developerAuthorities(folder = authorityFolder()): Promise<DeveloperAuthorities> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const [cards, foreign, servers] = await Promise.all([
      kept(folder, "cards"),
      kept(folder, "foreign"),
      kept(folder, "servers"),
    ]);
    return { folder, cards, foreign, servers };
  } catch (thrown) {
    if (thrown instanceof BadInput) throw thrown;
    throw new BadInput(
      `The test authorities cannot be kept in ${folder} (${reasonOf(thrown)}). Set XDG_DATA_HOME to a folder of yours.`,
      { cause: thrown },
    );
  }
}

/** Key and certificate are in one file, so that no process ever finds one without the other. */
async function kept(folder: string, role: keyof typeof ROLES): Promise<Authority> {
  const file = join(folder, `${ROLES[role]}.key.pem`);
  const found = await load(file);
  if (found !== null) return found;
  const fresh = join(folder, `.${randomBytes(8).toString("hex")}`);
  const pair = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  // Two developers' authorities differ in their names, too: some programs tell authorities apart by name alone.
  const { issued } = await Authority.create(organisation(`${NAMES[role]} ${randomBytes(3).toString("hex")}`), pair);
  await writeFile(fresh, issued.keyPem + issued.pem, { mode: 0o600, flag: "wx" });
  try {
    await link(fresh, file);
  } catch (thrown) {
    // Another process was faster.
    if (reasonOf(thrown) !== "EEXIST") throw thrown;
  } finally {
    await rm(fresh);
  }
  return (await load(file)) ?? kept(folder, role);
}

/** null: there is no such file. */
async function load(file: string): Promise<Authority | null> {
  let pem: string;
  try {
    pem = await readFile(file, "utf8");
  } catch (thrown) {
    if (reasonOf(thrown) === "ENOENT") return null;
    throw thrown;
  }
  try {
    const privateKey = createPrivateKey(pem);
    const certificate = new X509Certificate(pem.slice(pem.indexOf("-----BEGIN CERTIFICATE-----")));
    if (certificate.checkPrivateKey(privateKey))
      return Authority.restore(certificate, { privateKey, publicKey: createPublicKey(privateKey) });
  } catch {
    // Said below, as for a key that belongs to another certificate.
  }
  throw new BadInput(
    `${file} is damaged. Delete it, and write the new authority for your server: npm run -s devkit -- ca`,
  );
}
