import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Counters, Exchange } from "../../devkit/card/index";
import { inventedCard, INVENTED_PIN, VpcdDoor } from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { Pcscd } from "./pcscd";

const run = promisify(execFile);

/** Where distributions put OpenSC's PKCS#11 module. */
const MODULE_PLACES = [
  "/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so",
  "/usr/lib/aarch64-linux-gnu/opensc-pkcs11.so",
  "/usr/lib/arm-linux-gnueabihf/opensc-pkcs11.so",
  "/usr/lib64/opensc-pkcs11.so",
  "/usr/lib/opensc-pkcs11.so",
  "/usr/lib64/pkcs11/opensc-pkcs11.so",
];

/** What a tool left behind. `code` 0: it says it succeeded. */
export interface ToolResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The version of its tools, such as `0.23.0`. */
export async function openScVersion(): Promise<string> {
  const { stdout } = await run("opensc-tool", ["--info"]);
  return /(\d+\.\d+\.\d+)/.exec(stdout)?.[1] ?? stdout;
}

/** OpenSC's command-line tools on the first card that pcscd has: the witness that knows nothing of us. */
export class OpenSc {
  readonly #module: string;

  private constructor(
    module: string,
    readonly folder: string,
  ) {
    this.#module = module;
  }

  /**
   * `configuration` is an opensc.conf; without it, OpenSC's defaults. `folder` is private to this instance; `close`
   * deletes it. Throws `Error` when the module is not installed.
   */
  static async open(configuration = ""): Promise<OpenSc> {
    const folder = await mkdtemp(join(tmpdir(), "varco-opensc-"));
    await writeFile(join(folder, "opensc.conf"), configuration);
    return new OpenSc(await findModule(), folder);
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The name that OpenSC gives the card. Asked until pcscd lists one: it may power a card up a moment before. */
  async cardName(): Promise<string> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const { stdout } = await this.#tool("opensc-tool", "--list-readers");
      if (/^0 +Yes/m.test(stdout)) return (await this.#tool("opensc-tool", "--reader", "0", "--name")).stdout.trim();
    }
    throw new Error("pcscd lists no card");
  }

  /** Signs with the key of the given identifier (hexadecimal), RSASSA-PKCS1-v1_5 with SHA-256. Null: OpenSC failed. */
  async sign(pin: string, id: string, data: Uint8Array): Promise<{ signature: Uint8Array | null; result: ToolResult }> {
    const [input, output] = [join(this.folder, "data"), join(this.folder, "signature")];
    await rm(output, { force: true });
    await writeFile(input, data);
    const result = await this.pkcs11(
      "--login",
      "--pin",
      pin,
      "--sign",
      "-m",
      "SHA256-RSA-PKCS",
      "--id",
      id,
      "-i",
      input,
      "-o",
      output,
    );
    return { signature: result.code === 0 ? await readFile(output) : null, result };
  }

  /** The certificate of the given identifier, DER, read through PKCS#11. */
  async certificate(id: string): Promise<Uint8Array> {
    const output = join(this.folder, "certificate");
    const { code, stderr } = await this.pkcs11("--read-object", "--type", "cert", "--id", id, "-o", output);
    if (code !== 0) throw new Error(stderr);
    return readFile(output);
  }

  /** pkcs11-tool with OpenSC's module. */
  pkcs11(...args: readonly string[]): Promise<ToolResult> {
    return this.#tool("pkcs11-tool", "--module", this.#module, ...args);
  }

  /** pkcs15-tool. */
  pkcs15(...args: readonly string[]): Promise<ToolResult> {
    return this.#tool("pkcs15-tool", ...args);
  }

  /** Whether `openssl dgst` takes the signature of the data for one of this certificate's key. */
  async opensslAccepts(certificatePem: string, data: Uint8Array, signature: Uint8Array): Promise<boolean> {
    const file = (name: string): string => join(this.folder, name);
    await writeFile(file("signer.pem"), certificatePem);
    await writeFile(file("signed"), data);
    await writeFile(file("signature"), signature);
    const { stdout } = await run("openssl", ["x509", "-in", file("signer.pem"), "-pubkey", "-noout"]);
    await writeFile(file("public.pem"), stdout);
    const { code } = await this.#tool(
      "openssl",
      "dgst",
      "-sha256",
      "-verify",
      file("public.pem"),
      "-signature",
      file("signature"),
      file("signed"),
    );
    return code === 0;
  }

  /** A cache of its own: OpenSC starts cold in every instance. */
  async #tool(command: string, ...args: readonly string[]): Promise<ToolResult> {
    const env = {
      ...process.env,
      XDG_CACHE_HOME: this.folder,
      OPENSC_CONF: join(this.folder, "opensc.conf"),
      LC_ALL: "C",
    };
    try {
      return { code: 0, ...(await run(command, args, { env, timeout: 15_000 })) };
    } catch (failure) {
      if (isToolFailure(failure)) return failure;
      throw failure;
    }
  }
}

/** What one signature costs OpenSC on a virtual card, from a cold start: the figure beside ours in the benchmark. */
export async function measureOpenScSignature(
  issued: Issued,
): Promise<{ counters: Counters; trace: readonly Exchange[] }> {
  const pcscd = await Pcscd.prepare();
  const door = new VpcdDoor(pcscd.vpcd);
  const opensc = await OpenSc.open();
  try {
    await pcscd.start();
    const card = inventedCard(issued);
    await door.insert(card);
    await opensc.cardName();
    card.clearTrace();
    const { signature, result } = await opensc.sign(INVENTED_PIN, "01", Buffer.from("benchmark"));
    if (signature === null) throw new Error(`OpenSC did not sign: ${result.stderr}`);
    return { counters: card.counters, trace: card.trace };
  } finally {
    await opensc.close();
    await door.close();
    await pcscd.close();
  }
}

async function findModule(): Promise<string> {
  for (const place of MODULE_PLACES) {
    if (
      await access(place).then(
        () => true,
        () => false,
      )
    )
      return place;
  }
  throw new Error(`opensc-pkcs11.so is in none of: ${MODULE_PLACES.join(", ")}`);
}

function isToolFailure(failure: unknown): failure is ToolResult {
  return (
    failure instanceof Error &&
    "code" in failure &&
    typeof failure.code === "number" &&
    "stdout" in failure &&
    "stderr" in failure
  );
}
