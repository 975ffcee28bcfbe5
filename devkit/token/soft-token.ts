import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ThrowAwayHome } from "../browser/home";
import type { Issued } from "../pki/authority";

/** SoftHSM2's module, where Debian has it. */
export const SOFTHSM = "/usr/lib/softhsm/libsofthsm2.so";

/** Debian's module of OpenSC. */
export const OPENSC = "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so";

export interface SoftToken {
  readonly label: string;
  /** Programs find the token by these variables. */
  readonly env: Readonly<Record<string, string>>;
  readonly module: string;
}

/** A certificate and its key on a token; `id`: hexadecimal CKA_ID. */
export interface TokenEntry {
  readonly id: string;
  readonly issued: Issued;
}

/** Makes a USB key of SoftHSM2 in a folder: a token with keys and certificates, and a PIN. */
export async function makeSoftToken(
  folder: string,
  pin: string,
  entries: readonly TokenEntry[],
  label = "Chiavetta di prova",
): Promise<SoftToken> {
  const tokens = join(folder, "tokens");
  mkdirSync(tokens, { recursive: true, mode: 0o700 });
  const configuration = join(folder, "softhsm2.conf");
  writeFileSync(configuration, `directories.tokendir = ${tokens}\nobjectstore.backend = file\nlog.level = ERROR\n`);
  const env = { SOFTHSM2_CONF: configuration };
  const run = async (program: string, ...args: string[]) =>
    promisify(execFile)(program, args, { env: { ...process.env, ...env } });
  await run("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin", pin);
  const write = ["--module", SOFTHSM, "--token-label", label, "--login", "--pin", pin, "--write-object"];
  for (const { id, issued } of entries) {
    const key = join(folder, `${id}.key`);
    const certificate = join(folder, `${id}.der`);
    writeFileSync(key, issued.key.export({ type: "pkcs8", format: "der" }), { mode: 0o600 });
    writeFileSync(certificate, issued.der);
    await run("pkcs11-tool", ...write, key, "--type", "privkey", "--id", id, "--usage-sign");
    await run("pkcs11-tool", ...write, certificate, "--type", "cert", "--id", id);
  }
  return { label, env, module: SOFTHSM };
}

/** Names modules in the settings of a throw-away home. */
export function nameModules({ path, env }: Pick<ThrowAwayHome, "path" | "env">, modules: readonly string[]): void {
  const folder = join(env["XDG_CONFIG_HOME"] ?? join(path, ".config"), "varco");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "modules.json"), JSON.stringify({ modules }), { mode: 0o600 });
}
