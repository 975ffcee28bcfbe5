import type { CommandApdu } from "../command-apdu";
import type { Path } from "../family";
import type { CardState } from "../state";
import { status, SW, type Answer } from "../status-word";

const RESTORE = 0xf3;
const SET = 0xf1;
/** The only security environment that a CNS keeps for the private key. */
const ENVIRONMENT = 3;
/** Control reference templates: decipherment and digital signature. */
export const TEMPLATE = { decipher: 0xb8, sign: 0xb6 } as const;

/** MANAGE SECURITY ENVIRONMENT (ISO/IEC 7816-4 §7.5.11): RESTORE, or SET of the key of one template. */
export function manageSecurityEnvironment(card: CardState, command: CommandApdu): Answer {
  if (command.p1 === RESTORE) return restore(card, command);
  if (command.p1 === SET) return set(card, command);
  return status(SW.wrongParameters);
}

/**
 * The specification wants a length byte 00 after P2 (CNS functional specification §13.14): four bytes alone are too
 * short.
 */
function restore({ session }: CardState, { p2, data, le }: CommandApdu): Answer {
  if (data.length > 0 || le === null) return status(SW.wrongLength);
  if (p2 !== ENVIRONMENT) return status(SW.referenceNotFound);
  session.environment = p2;
  session.chosen.clear();
  return status(SW.ok);
}

function set({ session, keys }: CardState, { p2, data }: CommandApdu): Answer {
  if (p2 !== TEMPLATE.decipher && p2 !== TEMPLATE.sign) return status(SW.wrongParameters);
  const [tag, length, reference] = data;
  if (tag !== 0x83 || length !== 1 || data.length !== 3) return status(SW.wrongData);
  const path = session.location.slice(1).map(({ identifier }) => identifier);
  const key = keys.find((candidate) => candidate.reference === reference && visible(candidate.directory, path));
  if (key === undefined) return status(SW.referenceNotFound);
  session.chosen.set(p2, key);
  return status(SW.ok);
}

/** A key is found from its own directory and from those below it. */
function visible(directory: Path | null, current: Path): boolean {
  return directory === null || directory.every((identifier, index) => current[index] === identifier);
}
