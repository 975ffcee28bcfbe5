import assert from "node:assert/strict";
import { INVENTED_PIN } from "../../devkit/card/index";
import type { CardConnection } from "../../native-host/readers/readers";
import { VarcoError, type ErrorCode } from "../../shared/errors";

/** Asks for the tries left: 9000 while the PIN is verified. */
export const TRIES_LEFT = Uint8Array.of(0x00, 0x20, 0x00, 0x10);
export const VERIFY = Uint8Array.from([
  0x00,
  0x20,
  0x00,
  0x10,
  0x08,
  ...Buffer.from(INVENTED_PIN.padEnd(8, "\xff"), "latin1"),
]);

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** A command that every CNS obeys. */
export const select = (connection: CardConnection): Promise<Uint8Array> =>
  connection.transmit(Uint8Array.of(0x00, 0xa4, 0x08, 0x0c, 0x02, 0x11, 0x00));

/** Expects work to fail with this code. */
export function fails(work: Promise<unknown>, code: ErrorCode): Promise<void> {
  return assert.rejects(
    work,
    (error) => (error instanceof VarcoError && error.code === code) || assert.fail(String(error)),
  );
}
