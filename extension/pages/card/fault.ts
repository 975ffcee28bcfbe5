import type { ErrorCode } from '../../../shared/errors';
import type { MessageKey } from '../i18n';

/** At fault is what stands before the dot of an error's code, but for these. */
const NOBODY: readonly ErrorCode[] = ['card.removed', 'card.none', 'card.busy', 'card.choose', 'keypad.cancelled', 'keypad.timeout'];

const BY_ROOM: ReadonlyMap<string, MessageKey> = new Map([
  ['card', 'card_test_fault_card'],
  ['certificate', 'card_test_fault_card'],
  ['reader', 'card_test_fault_reader'],
  ['keypad', 'card_test_fault_reader'],
  ['host', 'card_test_fault_program'],
  ['protocol', 'card_test_fault_program'],
  ['message', 'card_test_fault_program'],
  ['internal', 'card_test_fault_program'],
]);

/** What a failed test of the card says: whether card, reader or program is at fault, or nobody. */
export function faultText(code: ErrorCode): MessageKey {
  const [room = ''] = code.split('.');
  return (NOBODY.includes(code) ? null : BY_ROOM.get(room)) ?? 'card_test_fault_nobody';
}
