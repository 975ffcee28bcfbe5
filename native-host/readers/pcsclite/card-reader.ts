import * as v from "valibot";
import { LONGEST_ANSWER, LONGEST_CONTROL_ANSWER, type PcscReader, type Taken } from "../binding";
import { outside, watchOnce, type NativeReader } from "./package";

/** A reader of pcsclite that was not announced, so that it may connect. There are no transactions. */
export class PcscliteReader implements PcscReader {
  readonly #reader: NativeReader;
  /** Whether it is surely not connected. */
  #idle = true;

  constructor(reader: NativeReader) {
    this.#reader = reader;
  }

  async connect(share: "exclusive" | "shared"): Promise<Taken> {
    const reader = this.#reader;
    const protocols = reader.SCARD_PROTOCOL_T0 | reader.SCARD_PROTOCOL_T1;
    const exclusive = share === "exclusive";
    const mode = exclusive ? reader.SCARD_SHARE_EXCLUSIVE : reader.SCARD_SHARE_SHARED;
    this.#idle = false;
    try {
      const connecting = { share_mode: mode, protocol: protocols };
      return { protocol: await call(v.number(), (done) => reader.connect(connecting, done)), exclusive };
    } catch (error) {
      this.#idle = true;
      throw error;
    }
  }

  /** pcsclite copies the command and frees the copy without wiping it. We cannot prevent that. */
  transmit(apdu: Uint8Array, protocol: number): Promise<Uint8Array> {
    const command = Buffer.from(apdu.buffer, apdu.byteOffset, apdu.byteLength);
    return call(v.instance(Uint8Array), (done) => this.#reader.transmit(command, LONGEST_ANSWER, protocol, done));
  }

  async control(code: number, input: Uint8Array): Promise<Uint8Array> {
    const kept = Buffer.from(input);
    try {
      return await call(v.instance(Uint8Array), (done) =>
        this.#reader.control(kept, code, LONGEST_CONTROL_ANSWER, done),
      );
    } finally {
      kept.fill(0);
    }
  }

  controlCode(code: number): number {
    return this.#reader.SCARD_CTL_CODE(code);
  }

  async disconnect(then: "reset" | "leave"): Promise<void> {
    const reader = this.#reader;
    const disposition = then === "reset" ? reader.SCARD_RESET_CARD : reader.SCARD_LEAVE_CARD;
    await call(v.void(), (done) => reader.disconnect(disposition, (error) => done(error, undefined)));
    this.#idle = true;
  }

  /** Frees what is behind it, unless it is connected. Another `QUIET` milliseconds later nothing is left. */
  async end(): Promise<void> {
    if (this.#idle) await watchOnce(this.#reader);
  }
}

/**
 * The result of a call. pcsclite calls back in a way after which newer versions of Node (26) run no promise until
 * something else happens, up to 400 ms later. So the promise is settled from the event loop.
 */
function call<T>(
  shape: v.GenericSchema<unknown, T>,
  start: (done: (error: unknown, value: unknown) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    start(
      outside((error, value) => {
        if (error instanceof Error) {
          reject(error);
          return;
        }
        const parsed = v.safeParse(shape, value);
        if (parsed.success) resolve(parsed.output);
        else reject(new TypeError("pcsclite passed neither an error nor a result"));
      }),
    );
  });
}
