import {
  currentDirectory,
  fileControlInformation,
  follow,
  MASTER_FILE,
  parent,
  type Location,
  type Selection,
} from "../files";
import type { CommandApdu } from "../command-apdu";
import type { CardState } from "../state";
import { answer, status, SW, type Answer } from "../status-word";

/** SELECT (ISO/IEC 7816-4 §7.1.1). P1 says how the file is named, P2 whether its control information is wanted. */
export function select(card: CardState, { p1, p2, data }: CommandApdu): Answer {
  const way = WAYS.get(p1);
  if (way === undefined || !(p2 in WANTS_INFORMATION)) return status(SW.wrongParameters);
  const found = way(card, data);
  if (found === null) return status(SW.fileNotFound);
  card.session.location = found.location;
  card.session.file = found.file;
  if (WANTS_INFORMATION[p2] !== true) return status(SW.ok);
  return answer(fileControlInformation(found.file ?? currentDirectory(found.location)));
}

const WANTS_INFORMATION: Readonly<Record<number, boolean>> = { 0x00: true, 0x04: true, 0x0c: false };

type Way = (card: CardState, data: Uint8Array) => Selection | null;

const WAYS: ReadonlyMap<number, Way> = new Map<number, Way>([
  [0x00, byIdentifier],
  [0x01, (card, data) => oneStep(card, data, "DF")],
  [0x02, (card, data) => oneStep(card, data, "EF")],
  [0x03, ({ session }) => here(parent(session.location))],
  [0x04, byName],
  [0x08, (card, data) => byPath([top(card)], data)],
  [0x09, ({ session }, data) => byPath(session.location, data)],
]);

/** The master file, the current directory, one of its files, its parent, or a file of the parent. */
function byIdentifier(card: CardState, data: Uint8Array): Selection | null {
  const [identifier = MASTER_FILE, ...more] = identifiers(data) ?? [-1];
  if (more.length > 0) return null;
  if (identifier === MASTER_FILE) return { location: [top(card)], file: null };
  for (const from of [card.session.location, parent(card.session.location)]) {
    if (from === null) continue;
    if (currentDirectory(from).identifier === identifier) return here(from);
    const found = follow(from, [identifier]);
    if (found) return found;
  }
  return null;
}

function oneStep({ session }: CardState, data: Uint8Array, kind: "DF" | "EF"): Selection | null {
  const path = identifiers(data);
  const found = path?.length === 1 ? follow(session.location, path) : null;
  return found && (found.file === null) === (kind === "DF") ? found : null;
}

function byName({ applications }: CardState, data: Uint8Array): Selection | null {
  const application = applications.find(({ name }) => name !== null && Buffer.compare(name, data) === 0);
  return application ? { location: [application], file: null } : null;
}

function byPath(from: Location, data: Uint8Array): Selection | null {
  const path = identifiers(data);
  return path === null || path.length === 0 ? null : follow(from, path);
}

/** Where absolute paths begin: the master file, or the selected application of a family whose paths stay inside it. */
function top({ family, root, session }: CardState) {
  return family.application?.absolutePaths === true ? session.location[0] : root;
}

function here(location: Location | null): Selection | null {
  return location && { location, file: null };
}

function identifiers(data: Uint8Array): number[] | null {
  if (data.length % 2 !== 0) return null;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Array.from({ length: data.length / 2 }, (_, index) => view.getUint16(index * 2));
}
