/** The head of an answer in the form that a strict parser takes. */
export interface CanonicalHead {
  readonly bytes: Buffer;
  readonly status: number;
  /** Bytes of the body, where the head alone tells. */
  readonly length: number | null;
  /** Whether the body comes in chunks. */
  readonly chunked: boolean;
}

const STATUS_LINE = /^HTTP\/(\d)\.(\d)[ \t]+(\d{3})(?!\d)[ \t]*(.*)$/i;
/** A field line: the name is a token (RFC 9110 §5.6.2), and space before the colon is ignored. */
const FIELD_LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+)[ \t]*:[ \t]*(.*?)[ \t]*$/s;

/**
 * Writes the head of an answer anew as browsers understand it: lines may end with LF alone, values may be folded (RFC
 * 9112 §5.2), space may stand before a colon, and the same Content-Length may come twice. Lines that are no field
 * are left out. Null for bytes that do not begin with a status line. `head`: the bytes up to and with the empty line.
 */
export function canonicalHead(head: Buffer): CanonicalHead | null {
  const [first = "", ...rest] = head.toString("latin1").trimStart().split(/\r?\n/);
  const [, major, minor, code, reason = ""] = STATUS_LINE.exec(first) ?? [];
  if (major !== "1" || code === undefined) return null;
  const status = Number(code);
  const fields = withoutRepeatedLength(unfolded(rest).flatMap(fieldOf));
  const lines = [`HTTP/1.${minor === "0" ? "0" : "1"} ${code} ${printable(reason)}`, ...fields.map(asLine), "", ""];
  return {
    bytes: Buffer.from(lines.join("\r\n"), "latin1"),
    status,
    length: lengthOf(status, fields),
    chunked: fields.some((field) => isNamed("transfer-encoding")(field) && /\bchunked$/i.test(field[1])),
  };
}

type Field = readonly [name: string, value: string];

function unfolded(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  for (const line of lines) {
    const last = whole.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) whole[whole.length - 1] = `${last} ${line.trim()}`;
    else whole.push(line);
  }
  return whole;
}

function fieldOf(line: string): readonly Field[] {
  const [, name, value = ""] = FIELD_LINE.exec(line) ?? [];
  return name === undefined ? [] : [[name, value]];
}

const asLine = ([name, value]: Field): string => `${name}: ${value}`;
const printable = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "");
const isNamed =
  (wanted: string) =>
  ([name]: Field): boolean =>
    name.toLowerCase() === wanted;

/** Different lengths stay, and the parser refuses them. */
function withoutRepeatedLength(fields: readonly Field[]): readonly Field[] {
  const lengths = fields.filter(isNamed("content-length"));
  const [first] = lengths;
  if (first === undefined || lengths.some(([, value]) => value !== first[1])) return fields;
  return fields.filter((field) => field === first || !lengths.includes(field));
}

function lengthOf(status: number, fields: readonly Field[]): number | null {
  if (status === 204 || status === 304) return 0;
  if (fields.some(isNamed("transfer-encoding"))) return null;
  const value = fields.find(isNamed("content-length"))?.[1] ?? "";
  return /^\d+$/.test(value) ? Number(value) : null;
}
