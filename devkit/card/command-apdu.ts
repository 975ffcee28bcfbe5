/** A command APDU taken apart. */
export interface CommandApdu {
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  readonly data: Uint8Array;
  /** Expected length of the answer, 1 to 65536 bytes; null when none is asked for. */
  readonly le: number | null;
  /** Whether lengths were written in extended form. */
  readonly extended: boolean;
}

/** Parses a command APDU, short or extended (ISO/IEC 7816-3 §12.1.3). Null when its lengths contradict each other. */
export function parseCommand(bytes: Uint8Array): CommandApdu | null {
  const [cla, ins, p1, p2] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return null;
  const body = parseBody(bytes.subarray(4));
  return body && { cla, ins, p1, p2, ...body };
}

type Body = Pick<CommandApdu, "data" | "le" | "extended">;
const NONE = new Uint8Array();

function parseBody(body: Uint8Array): Body | null {
  const [first] = body;
  if (first === undefined) return { data: NONE, le: null, extended: false };
  if (body.length === 1) return { data: NONE, le: first || 256, extended: false };
  return first === 0 ? parseExtended(body.subarray(1)) : parseShort(body);
}

function parseShort(body: Uint8Array): Body | null {
  const lc = body[0] ?? 0;
  const data = body.slice(1, 1 + lc);
  const rest = body.subarray(1 + lc);
  if (data.length !== lc || rest.length > 1) return null;
  const [le] = rest;
  return { data, le: le === undefined ? null : le || 256, extended: false };
}

function parseExtended(body: Uint8Array): Body | null {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  if (body.length < 2) return null;
  const length = view.getUint16(0);
  if (body.length === 2) return { data: NONE, le: length || 65536, extended: true };
  const data = body.slice(2, 2 + length);
  const rest = body.length - 2 - length;
  if (length === 0 || data.length !== length || (rest !== 0 && rest !== 2)) return null;
  return { data, le: rest === 0 ? null : view.getUint16(2 + length) || 65536, extended: true };
}
