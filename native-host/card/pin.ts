import { VarcoError } from '../../shared/errors';
import { LIMITS } from '../../shared/limits';
import type { CommandApdu } from './apdu';
import { refused, type Exchange } from './exchange';
import { meaningOf, triesLeftOf } from './status-word';

/** What a card says of its PIN. `triesLeft` null: it does not say (among others when the PIN is verified already). */
export interface PinState {
  readonly triesLeft: number | null;
  readonly blocked: boolean;
}

const PADDED_LENGTH = 8;
const PADDING = 0xff;
const DIGIT_0 = 0x30;
const DIGIT_9 = 0x39;

/**
 * Asks for the tries left by a VERIFY without data, which spends none (ISO/IEC 7816-4:2013 §11.5.6).
 * A card that answers otherwise than by a counter or "blocked" does not say.
 */
export async function askTriesLeft(send: Exchange, reference: number): Promise<PinState> {
  const { statusWord } = await send({ step: 'tries left', cla: 0x00, ins: 0x20, p1: 0x00, p2: reference });
  const triesLeft = triesLeftOf(statusWord);
  if (meaningOf(statusWord) === 'blocked' || triesLeft === 0) return { triesLeft: 0, blocked: true };
  return { triesLeft, blocked: false };
}

/**
 * Verifies the PIN, once. `pin`: its ASCII digits, left to the caller to wipe; the copies made here are wiped.
 * Throws `pin.format` before anything is sent, `pin.wrong` (with `triesLeft`), `pin.blocked`, `card.answer`.
 */
export async function verifyPin(send: Exchange, reference: number, pin: Uint8Array): Promise<void> {
  if (!hasPinFormat(pin)) throw new VarcoError('pin.format');
  await present(send, { step: 'verify PIN', cla: 0x00, ins: 0x20, p1: 0x00, p2: reference }, [pin]);
}

/**
 * Changes the PIN by CHANGE REFERENCE DATA, old and new in one command (ISO/IEC 7816-4:2013 §11.5.7, P1 00). A wrong old
 * PIN costs a try. PINs as in `verifyPin`. Throws `pin.format` before anything is sent, `pin.wrong` (with `triesLeft`),
 * `pin.blocked`, `card.answer` (among others when the card does not like the new PIN).
 */
export async function changePin(send: Exchange, reference: number, oldPin: Uint8Array, newPin: Uint8Array): Promise<void> {
  if (!hasPinFormat(oldPin) || !hasPinFormat(newPin)) throw new VarcoError('pin.format');
  await present(send, { step: 'change PIN', cla: 0x00, ins: 0x24, p1: 0x00, p2: reference }, [oldPin, newPin]);
}

/** Sends a command whose data are secrets, each padded to eight bytes; the first is the one that can be wrong. */
async function present(send: Exchange, header: Omit<CommandApdu, 'data' | 'secret'>, secrets: readonly Uint8Array[]): Promise<void> {
  const data = new Uint8Array(secrets.length * PADDED_LENGTH).fill(PADDING);
  secrets.forEach((digits, index) => data.set(digits, index * PADDED_LENGTH));
  const command: CommandApdu = { ...header, data, secret: true };
  try {
    const response = await send(command);
    const meaning = meaningOf(response.statusWord);
    if (meaning === 'ok') return;
    const triesLeft = triesLeftOf(response.statusWord);
    if (meaning === 'blocked' || triesLeft === 0) throw new VarcoError('pin.blocked');
    if (meaning === 'tries-left' || meaning === 'wrong-reference-data') throw new VarcoError('pin.wrong', { triesLeft });
    throw refused(command, response);
  } finally {
    data.fill(0);
  }
}

function hasPinFormat(pin: Uint8Array): boolean {
  return pin.length >= LIMITS.pinMin && pin.length <= LIMITS.pinMax && pin.every((digit) => digit >= DIGIT_0 && digit <= DIGIT_9);
}
