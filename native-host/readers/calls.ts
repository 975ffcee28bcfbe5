import * as v from "valibot";
import type { NativeReader } from "./pcsclite";

/** Largest answer: 65536 bytes and the status word (ISO/IEC 7816-4 §5.1, extended Le). */
const LONGEST_ANSWER = 65_538;
/** More bytes than a list of all features takes, or a status word. */
const LONGEST_CONTROL_ANSWER = 512;

/** Takes the card in the reader and returns the PC/SC number of the protocol. Rejects with the error of pcsclite. */
export function connect(reader: NativeReader, shareMode: number): Promise<number> {
  const protocol = reader.SCARD_PROTOCOL_T0 | reader.SCARD_PROTOCOL_T1;
  return call(v.number(), (done) => reader.connect({ share_mode: shareMode, protocol }, done));
}

/** Sends a command and returns the answer as it came (any length). Rejects with the error of pcsclite. */
export function transmit(reader: NativeReader, apdu: Uint8Array, protocol: number): Promise<Uint8Array> {
  const command = Buffer.from(apdu.buffer, apdu.byteOffset, apdu.byteLength);
  return call(v.instance(Uint8Array), (done) => reader.transmit(command, LONGEST_ANSWER, protocol, done));
}

/**
 * Sends a control code with its input to the reader's driver and returns the answer as it came. Rejects with the error
 * of pcsclite.
 */
export async function control(reader: NativeReader, code: number, input: Uint8Array): Promise<Uint8Array> {
  const kept = Buffer.from(input);
  try {
    return await call(v.instance(Uint8Array), (done) => reader.control(kept, code, LONGEST_CONTROL_ANSWER, done));
  } finally {
    kept.fill(0);
  }
}

/** Releases the card. Rejects with the error of pcsclite. */
export function disconnect(reader: NativeReader, disposition: number): Promise<void> {
  return call(v.void(), (done) => reader.disconnect(disposition, (error) => done(error, undefined)));
}

function call<T>(
  shape: v.GenericSchema<unknown, T>,
  start: (done: (error: unknown, value: unknown) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error instanceof Error) {
        reject(error);
        return;
      }
      const parsed = v.safeParse(shape, value);
      if (parsed.success) resolve(parsed.output);
      else reject(new TypeError("pcsclite passed neither an error nor a result"));
    });
  });
}
