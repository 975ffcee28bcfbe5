import * as v from "valibot";
import { VarcoError } from "../../../shared/errors";
import type { CardFamily } from "./family";
import { FAMILIES, OTHER_LAYOUTS } from "./table";

/** Longest file of families, in bytes, and how many it holds. */
export const LONGEST_FILE = 64 * 1024;
const MOST_FAMILIES = 32;
/** Bytes that a pattern must name, so that it does not claim every card. */
const FIXED_BYTES = 4;
/** The pair for digital signatures: its signatures have legal effect, so it is never for logging in. */
const SIGNATURE = { directories: ["1400 9010", "1400 8110"], pin: 0x1a, key: 0x10 } as const;

const text = (most: number, what: string) =>
  v.pipe(v.string(what), v.trim(), v.regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, what), v.maxLength(most, what));

/** A byte, as a number or as hexadecimal text: 16 or "0x10". */
const byte = (least = 0) => {
  const what = `must be a number from ${least} to 255, or such as "0x10"`;
  return v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^0x[0-9a-f]{1,2}$/i), v.transform(Number))], what),
    v.integer(what),
    v.minValue(least, what),
    v.maxValue(255, what),
  );
};
const number = (least: number, most: number) => {
  const what = `must be a number from ${least} to ${most}`;
  return v.pipe(v.number(what), v.integer(what), v.minValue(least, what), v.maxValue(most, what));
};

const pattern = (most: number) => {
  const what = `must be up to ${most} bytes such as "3b .. 01", ${FIXED_BYTES} of them or more not ".."`;
  return v.pipe(
    v.string(what),
    v.toLowerCase(),
    v.regex(/^(?:[0-9a-f]{2}|\.\.)(?: (?:[0-9a-f]{2}|\.\.))*$/, what),
    v.check((bytes) => bytes.split(" ").length <= most, what),
    v.check((bytes) => bytes.split(" ").filter((each) => each !== "..").length >= FIXED_BYTES, what),
  );
};

const PATH = 'must be one to four file identifiers such as "1100 1101", and not those of the digital signature';
const path = v.pipe(
  v.string(PATH),
  v.toLowerCase(),
  v.regex(/^[0-9a-f]{4}(?: [0-9a-f]{4}){0,3}$/, PATH),
  v.check((names) => !SIGNATURE.directories.some((directory) => names.startsWith(directory)), PATH),
);
const AID = 'must be 5 to 16 bytes such as "a0 00 00 00 95 01"';
const aid = v.pipe(v.string(AID), v.toLowerCase(), v.regex(/^[0-9a-f]{2}(?: [0-9a-f]{2}){4,15}$/, AID));

const UNKNOWN = "has a key that is not known here, or lacks one that it needs";
const ATR_OR_BYTES = 'needs "atr" or "historicalBytes"';

const recognition = v.pipe(
  v.strictObject(
    {
      atr: v.exactOptional(pattern(33)),
      historicalBytes: v.exactOptional(pattern(15)),
      firmwareFrom: v.exactOptional(byte()),
      application: v.exactOptional(
        v.strictObject({ aid, tag: number(0, 0xffff), answer: text(32, "must be up to 32 characters") }, UNKNOWN),
      ),
    },
    UNKNOWN,
  ),
  v.check(({ atr, historicalBytes }) => atr !== undefined || historicalBytes !== undefined, ATR_OR_BYTES),
);

const header = v.pipe(
  v.strictObject({ length: number(2, 64), lengthAt: number(0, 62) }, UNKNOWN),
  v.check(({ length, lengthAt }) => lengthAt + 2 <= length, "has its length outside itself"),
);
const place = v.strictObject({ path, header: v.exactOptional(header) }, UNKNOWN);

const references = v.pipe(
  v.strictObject({ df: v.nullable(path), pin: byte(1), puk: byte(1), environment: byte(1), key: byte(1) }, UNKNOWN),
  v.check(({ pin, puk }) => pin !== puk, "has the same reference for PIN and PUK"),
  v.check(
    ({ pin, key }) => (pin & 0x7f) !== SIGNATURE.pin && key !== SIGNATURE.key,
    "names the PIN or key of the digital signature",
  ),
);
const missing = v.strictObject({ missing: text(120, "must be up to 120 characters") }, UNKNOWN);

const WAYS = 'must be "chaining", "extended" or both';
const files = v.strictObject(
  {
    application: v.nullable(v.strictObject({ aid, pathsFrom: v.picklist(["mf", "application"]) }, UNKNOWN)),
    longestRead: number(16, 4096),
  },
  UNKNOWN,
);

const ID = "must be up to 40 small letters, digits and hyphens, and none of Varco's own";
const OWN_IDS: ReadonlySet<string> = new Set([...FAMILIES, ...OTHER_LAYOUTS].map(({ id }) => id));

const family = v.pipe(
  v.strictObject(
    {
      id: v.pipe(
        v.string(ID),
        v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, ID),
        v.check((id) => !OWN_IDS.has(id), ID),
      ),
      name: text(64, "must be 1 to 64 characters"),
      recognition,
      certificate: v.pipe(v.tupleWithRest([place], place), v.maxLength(4, "has more than four places")),
      login: v.union([references, missing], deepest),
      longCommands: v.optional(
        v.pipe(
          v.tupleWithRest([v.picklist(["chaining", "extended"], WAYS)], v.picklist(["chaining", "extended"], WAYS)),
          v.check((ways) => new Set(ways).size === ways.length, WAYS),
        ),
        ["chaining", "extended"],
      ),
      files: v.optional(files, { application: null, longestRead: 255 }),
    },
    UNKNOWN,
  ),
  v.check(
    ({ files: { longestRead }, longCommands }) => longestRead <= 256 || longCommands.includes("extended"),
    "reads more than 256 bytes at once, but takes no extended APDUs",
  ),
);

const once = (names: readonly string[]) => new Set(names).size === names.length;
const fileOfFamilies = v.strictObject(
  {
    families: v.pipe(
      v.array(family, 'must be a list: "families": [ … ]'),
      v.maxLength(MOST_FAMILIES, `holds more than ${MOST_FAMILIES}`),
      v.check((all) => once(all.map(({ id }) => id)), "holds an id twice"),
      v.check((all) => once(all.map(({ name }) => name)), "holds a name twice"),
    ),
  },
  UNKNOWN,
);

/** The more telling of the two forms of `login`. */
function deepest(issue: v.UnionIssue<v.BaseIssue<unknown>>): string {
  const inner = issue.issues?.find(({ path: at }) => (at?.length ?? 0) > 0) ?? issue.issues?.[0];
  const at = inner && v.getDotPath(inner);
  return inner ? `${at === null || at === undefined ? "" : `(${at}) `}${inner.message}` : UNKNOWN;
}

/**
 * Families from the text of a file (JSON, `{ "families": [ … ] }`). The entries are those of the table: reading places
 * and references, nothing that runs. Throws `families.file` with the first thing that is wrong.
 */
export function parseFamilies(json: string): readonly CardFamily[] {
  if (Buffer.byteLength(json) > LONGEST_FILE) throw broken(`it is longer than ${LONGEST_FILE} bytes`);
  const parsed = v.safeParse(fileOfFamilies, parseJson(json), { abortEarly: true });
  if (parsed.success) return parsed.output.families;
  const [issue] = parsed.issues;
  throw broken(`"${v.getDotPath(issue) ?? "the file"}" ${issue.message}`);
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw broken("it is not JSON", cause);
  }
}

function broken(reason: string, cause?: unknown): VarcoError {
  return new VarcoError("families.file", { reason }, { cause });
}
