import { Take } from "./take";

/*
 * DER (ITU-T X.690) without lengths of what is made of parts, so that a change of one part leaves the others sound:
 * - a constructed element: its tag, its parts, 00.
 * - an octet string or bit string that holds DER: the tag with the bit "constructed" (24, 23), its parts, 00.
 * - any other element: its tag, its length (one byte, or FF and two bytes), its content.
 */
const CONSTRUCTED = 0x20;
const END = 0x00;
const OCTET_STRING = 0x04;
const BIT_STRING = 0x03;
const LONG = 0xff;
const DEEPEST = 40;

/** The DER of parts. What is missing at the end is empty. */
export function derOf(parts: Buffer): Buffer {
  return elements(new Take(parts), 0);
}

function elements(take: Take, depth: number): Buffer {
  const found: Buffer[] = [];
  while (!take.done) {
    const tag = take.byte();
    if (tag === END && depth > 0) break;
    const inner = (tag & CONSTRUCTED) !== 0 && depth < DEEPEST;
    const content = inner ? elements(take, depth + 1) : primitive(take);
    if (tag === (BIT_STRING | CONSTRUCTED)) found.push(element(BIT_STRING, Buffer.concat([Buffer.of(0), content])));
    else found.push(element(tag === (OCTET_STRING | CONSTRUCTED) ? OCTET_STRING : tag, content));
  }
  return Buffer.concat(found);
}

function primitive(take: Take): Buffer {
  const length = take.byte();
  return length === LONG ? take.long() : take.piece(length);
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const digits = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...digits]), content]);
}

/** The parts of DER that is sound. */
export function partsOf(der: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < der.length;) {
    const [tag = 0, short = 0] = der.subarray(at, at + 2);
    const digits = short < 0x80 ? 0 : short & 0x7f;
    const start = at + 2 + digits;
    const length = digits === 0 ? short : der.readUIntBE(at + 2, digits);
    at = start + length;
    parts.push(partOf(tag, der.subarray(start, at)));
  }
  return Buffer.concat(parts);
}

function partOf(tag: number, content: Buffer): Buffer {
  const around = (outer: number, inner: Buffer) => Buffer.concat([Buffer.of(outer), partsOf(inner), Buffer.of(END)]);
  if ((tag & CONSTRUCTED) !== 0) return around(tag, content);
  if (tag === OCTET_STRING && isDer(content)) return around(OCTET_STRING | CONSTRUCTED, content);
  if (tag === BIT_STRING && content[0] === 0 && isDer(content.subarray(1)))
    return around(BIT_STRING | CONSTRUCTED, content.subarray(1));
  const { length } = content;
  const head = length < LONG ? [tag, length] : [tag, LONG, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(head), content]);
}

/** Whether the content is DER that comes back the same. */
function isDer(content: Buffer): boolean {
  try {
    return content.length > 1 && content[0] !== END && derOf(partsOf(content)).equals(content);
  } catch {
    return false;
  }
}
