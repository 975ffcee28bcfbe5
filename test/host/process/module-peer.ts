import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createPublicKey, type KeyObject } from "node:crypto";
import { once } from "node:events";
import { CKA, CKF, CKM, CKO, CKU } from "../../../native-host/pkcs11/constants";
import { byteArray, frame, HANDSHAKE, request, u32, u64, u8 } from "../../unit/pkcs11/rpc/wire";

const HEADER = 12;
/** Bytes of a CK_ULONG on the wire. */
const ULONG = 8;
/** Bytes of the SubjectPublicKeyInfo of a key of 2048 bits. */
const KEY_INFO = 294;

/** Talks with a real `module` process as p11-kit does. */
export class ModulePeer {
  readonly child: ChildProcessWithoutNullStreams;
  /** Exit code and signal. */
  readonly ended: Promise<readonly [number | null, string | null]>;
  /** What it wrote on standard error. */
  log = "";
  #received = Buffer.alloc(0);
  #more: (() => void) | null = null;
  #code = 0;

  constructor(
    [command, ...args]: readonly [string, ...string[]],
    env: NodeJS.ProcessEnv = process.env,
    options: readonly string[] = [],
  ) {
    this.child = spawn(command, [...args, "module", ...options], { env });
    this.ended = once(this.child, "exit").then(([code, signal]) => [code, signal] as const);
    this.child.stderr.on("data", (data) => {
      this.log += String(data);
    });
    this.child.stdin.on("error", () => {});
    this.child.stdout.on("data", (data: Buffer) => {
      this.#received = Buffer.concat([this.#received, data]);
      this.#more?.();
    });
    this.child.stdin.write(u8(0));
  }

  /** The version that is answered, then C_Initialize. */
  async initialize(): Promise<void> {
    await this.#take(1);
    await this.call(request("C_Initialize", byteArray(HANDSHAKE), u8(0), byteArray(u8(0))));
  }

  /** Arguments of the answer. Throws an error that says the CK_RV. */
  async call(message: Buffer): Promise<Buffer> {
    this.child.stdin.write(frame(++this.#code, message));
    const header = await this.#take(HEADER);
    const answer = await this.#take(header.readUInt32BE(4) + header.readUInt32BE(8));
    const content = answer.subarray(4 + 4 + answer.readUInt32BE(4));
    if (answer.readUInt32BE(0) === 0) throw new Error(`CK_RV 0x${content.readBigUInt64BE().toString(16)}`);
    return content;
  }

  /** Slots with a token. */
  async slots(): Promise<Buffer[]> {
    const list = await this.call(request("C_GetSlotList", u8(1), u32(10)));
    return Array.from({ length: list.readUInt32BE(1) }, (_, index) =>
      Buffer.from(list.subarray(5 + index * ULONG, 5 + (index + 1) * ULONG)),
    );
  }

  /** A session with the card in the slot, logged in, and its private key. */
  async login(slot: Buffer, pin: string): Promise<{ session: Buffer; key: Buffer }> {
    const session = Buffer.from(
      (await this.call(request("C_OpenSession", slot, u64(CKF.session.SERIAL_SESSION)))).subarray(0, ULONG),
    );
    await this.call(request("C_Login", session, u64(CKU.USER), byteArray(pin)));
    const template = Buffer.concat([u32(1), u32(0), u8(1), u32(ULONG), u64(CKO.PRIVATE_KEY)]);
    await this.call(request("C_FindObjectsInit", session, template));
    const found = await this.call(request("C_FindObjects", session, u32(1)));
    return { session, key: Buffer.from(found.subarray(-ULONG)) };
  }

  /** A signature by PKCS #1 v1.5 with SHA-256. */
  async sign(session: Buffer, key: Buffer, data: Uint8Array): Promise<Buffer> {
    await this.call(request("C_SignInit", session, u32(CKM.SHA256_RSA_PKCS), key));
    const answer = await this.call(request("C_Sign", session, byteArray(data), u32(256)));
    return answer.subarray(-256);
  }

  /** What such a signature is verified with. */
  async publicKey(session: Buffer, key: Buffer): Promise<KeyObject> {
    const answer = await this.call(
      request("C_GetAttributeValue", session, key, u32(1), u32(CKA.PUBLIC_KEY_INFO), u32(KEY_INFO)),
    );
    return createPublicKey({ key: answer.subarray(-ULONG - KEY_INFO, -ULONG), format: "der", type: "spki" });
  }

  async #take(length: number): Promise<Buffer> {
    while (this.#received.length < length) {
      await Promise.race([
        new Promise<void>((resolve) => {
          this.#more = resolve;
        }),
        this.ended.then(([code, signal]) => {
          throw new Error(`The module ended (${String(code ?? signal)}).\n${this.log}`);
        }),
      ]);
    }
    const taken = this.#received.subarray(0, length);
    this.#received = this.#received.subarray(length);
    return taken;
  }
}
