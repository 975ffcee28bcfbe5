import assert from "node:assert/strict";
import type { CardTransport } from "../../../native-host/card/transport";
import { fromHex, toHex } from "../../../native-host/card/hex";
import { VarcoError, type ErrorCode } from "../../../shared/errors";

/** One expected command and what comes back, both hexadecimal; or the code that the transport throws. */
export type Line = readonly [command: string, answer: string | { readonly throws: ErrorCode }];

/** A transport that knows one conversation by heart and accepts no other. */
export class ScriptedTransport implements CardTransport {
  readonly #lines: readonly Line[];
  /** The very arrays that were handed over, to look at afterwards. */
  readonly sent: Uint8Array[] = [];
  #next = 0;

  constructor(
    lines: readonly Line[],
    readonly protocol: CardTransport["protocol"] = "T=1",
  ) {
    this.#lines = lines;
  }

  transmit(apdu: Uint8Array): Promise<Uint8Array> {
    const line = this.#lines[this.#next];
    this.sent.push(apdu);
    assert.ok(line, `nothing was expected any more, and ${toHex(apdu)} came`);
    this.#next += 1;
    const [command, answer] = line;
    assert.equal(toHex(apdu), toHex(fromHex(command)), `command ${this.#next}`);
    return typeof answer === "string"
      ? Promise.resolve(fromHex(answer))
      : Promise.reject(new VarcoError(answer.throws));
  }

  /** Fails when something of the conversation is left. */
  assertDone(): void {
    assert.equal(this.#next, this.#lines.length, `${this.#lines.length - this.#next} expected commands never came`);
  }
}

/** `count` bytes of the given value, hexadecimal. */
export function filled(count: number, byte = "00"): string {
  return byte.repeat(count);
}

/** Checks that something is thrown with this code (and these details), by whatever way. */
export async function assertThrows(
  work: () => Promise<unknown>,
  code: ErrorCode,
  details: Record<string, unknown> = {},
): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof VarcoError, String(error));
    assert.equal(error.code, code);
    for (const [name, value] of Object.entries(details)) assert.equal(error.details[name], value, name);
    return true;
  });
}
