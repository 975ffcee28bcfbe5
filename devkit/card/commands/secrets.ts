import type { CommandApdu } from "../command-apdu";
import { isSecret, type Presented, type SecretReference } from "../secret-reference";
import type { CardState } from "../state";
import { status, SW, type Answer } from "../status-word";

/** VERIFY (ISO/IEC 7816-4 §7.5.6). Without data it asks for the tries left and spends none. */
export function verify(card: CardState, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0) return status(SW.wrongParameters);
  const secret = card.secrets.get(p2);
  if (secret === undefined) return status(SW.referenceNotFound);
  if (data.length === 0) return ask(card, p2, secret);
  if (data.length !== 8) return status(SW.wrongLength);
  const presented = secret.present(data);
  if (presented === "right") card.session.verified.add(p2);
  else card.session.verified.delete(p2);
  return outcome(card, secret, presented);
}

/** CHANGE REFERENCE DATA (§7.5.7), P1 00: old and new secret, eight bytes each. */
export function changeReferenceData(card: CardState, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0) return status(SW.wrongParameters);
  const secret = card.secrets.get(p2);
  if (secret === undefined) return status(SW.referenceNotFound);
  if (data.length !== 16) return status(SW.wrongLength);
  return replaceAfter(card, secret, secret, data);
}

/**
 * RESET RETRY COUNTER (§7.5.10), P1 00: PUK and new PIN, eight bytes each. P2 names the PIN. With the last try of the
 * PUK the card is dead: the PIN is blocked too.
 */
export function resetRetryCounter(card: CardState, { p1, p2, data }: CommandApdu): Answer {
  if (p1 !== 0) return status(SW.wrongParameters);
  const pin = card.secrets.get(p2);
  const puk = card.secrets.get(card.unblockedBy.get(p2) ?? -1);
  if (pin === undefined || puk === undefined) return status(SW.referenceNotFound);
  if (data.length !== 16) return status(SW.wrongLength);
  const done = replaceAfter(card, puk, pin, data);
  if (puk.blocked) {
    pin.block();
    card.session.verified.delete(p2);
  }
  return done;
}

function replaceAfter(
  card: CardState,
  presented: SecretReference,
  replaced: SecretReference,
  data: Uint8Array,
): Answer {
  const next = data.subarray(8);
  const result = presented.present(data.subarray(0, 8));
  if (result === "right" && !isSecret(next)) return status(SW.wrongData);
  if (result === "right") replaced.replace(next);
  return outcome(card, presented, result);
}

function ask({ tellsTries, session }: CardState, reference: number, secret: SecretReference): Answer {
  if (!tellsTries.whenAsked) return status(tellsTries.refusal);
  if (secret.blocked) return status(SW.blocked);
  return status(session.verified.has(reference) ? SW.ok : SW.triesLeft | secret.triesLeft);
}

function outcome({ tellsTries }: CardState, { triesLeft }: SecretReference, presented: Presented): Answer {
  if (presented === "wrong") return status(tellsTries.whenWrong ? SW.triesLeft | triesLeft : SW.verificationFailed);
  return status(presented === "right" ? SW.ok : SW.blocked);
}
