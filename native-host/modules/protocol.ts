import * as v from "valibot";
import { LIMITS } from "../../shared/limits";
import { seenText } from "../../shared/seen-text";

/**
 * What host and child process say to each other: one frame for each request and its answer (messaging/frames.ts), JSON.
 * The child runs a program that we do not know, so the host checks every answer. Bytes are in base64.
 */

/** Most tokens of a module, and certificates of a token. */
export const MOST_TOKENS = 16;
export const MOST_CERTIFICATES = 24;
/** Bytes of a certificate, and of the identifier that it shares with its key. */
export const LONGEST_CERTIFICATE = LIMITS.certificate;
export const LONGEST_ID = 256;
/** Bytes of one frame: all certificates of all tokens fit. */
export const MODULE_FRAME = 5_000_000;

const bytes = (most: number) =>
  v.pipe(
    v.string(),
    v.maxLength(Math.ceil(most / 3) * 4),
    v.regex(/^[A-Za-z0-9+/]*={0,2}$/),
    v.transform((text): Uint8Array => new Uint8Array(Buffer.from(text, "base64"))),
  );
/** A fixed text field of PKCS#11: without padding, and without characters that nobody sees. */
const field = v.pipe(
  v.string(),
  v.maxLength(256),
  v.transform((text) => seenText(text).trim()),
);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const word = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));

/** Names a token: the slot that it is in (CK_SLOT_ID, hexadecimal), and what keeps another one in the same slot apart. */
export const tokenName = v.strictObject({
  slot: v.pipe(v.string(), v.regex(/^([0-9a-f]{2}){1,8}$/)),
  label: field,
  serial: field,
});
export type TokenName = v.InferOutput<typeof tokenName>;

const token = v.strictObject({
  ...tokenName.entries,
  /** Description of the slot: of a card reader, its name. */
  reader: field,
  manufacturer: field,
  model: field,
  /** CKF_… of CK_TOKEN_INFO. */
  flags: word,
  minPin: count,
  maxPin: count,
  certificates: v.pipe(
    v.array(v.strictObject({ id: bytes(LONGEST_ID), der: bytes(LONGEST_CERTIFICATE) })),
    v.maxLength(MOST_CERTIFICATES),
  ),
});
export type Token = v.InferOutput<typeof token>;

/** What the host asks. `pin`, `codes` null: the person types them where the token says. */
export type ModuleRequest =
  /** `known`: the state of which the host has the tokens already. */
  | { readonly op: "list"; readonly known: string | null }
  | { readonly op: "flags"; readonly token: TokenName }
  | { readonly op: "verify"; readonly token: TokenName; readonly pin: string | null }
  | { readonly op: "change"; readonly token: TokenName; readonly codes: readonly [string, string] | null }
  /** Raw RSA with the key of that identifier, after `verify`. */
  | { readonly op: "sign"; readonly token: TokenName; readonly id: string; readonly block: string }
  /** Logs out and ends. Has no answer. */
  | { readonly op: "end" };

export const requestShape = v.variant("op", [
  v.strictObject({ op: v.literal("list"), known: v.nullable(v.string()) }),
  v.strictObject({ op: v.literal("flags"), token: tokenName }),
  v.strictObject({ op: v.literal("verify"), token: tokenName, pin: v.nullable(v.string()) }),
  v.strictObject({
    op: v.literal("change"),
    token: tokenName,
    codes: v.nullable(v.strictTuple([v.string(), v.string()])),
  }),
  v.strictObject({ op: v.literal("sign"), token: tokenName, id: bytes(LONGEST_ID), block: bytes(1024) }),
  v.strictObject({ op: v.literal("end") }),
]);
export type ParsedRequest = v.InferOutput<typeof requestShape>;

/** Results by operation. */
export const results = {
  /** `tokens` null: those of the state that the host knows. */
  list: v.strictObject({
    state: v.pipe(v.string(), v.maxLength(64)),
    tokens: v.nullable(v.pipe(v.array(token), v.maxLength(MOST_TOKENS))),
  }),
  flags: v.strictObject({ flags: word }),
  verify: v.strictObject({}),
  change: v.strictObject({}),
  sign: v.strictObject({ signature: bytes(1024) }),
} as const;
export type AskedOperation = keyof typeof results;
export type ModuleResult<O extends AskedOperation> = v.InferOutput<(typeof results)[O]>;

/** Why an operation failed. `flags`: of the token, right after a refused code. */
const failure = v.variant("reason", [
  v.strictObject({
    reason: v.literal("rv"),
    rv: word,
    step: v.pipe(v.string(), v.maxLength(64)),
    flags: v.nullable(word),
  }),
  /** The module cannot be loaded, or may not be. */
  v.strictObject({ reason: v.literal("load"), text: v.pipe(v.string(), v.maxLength(1000)) }),
  /** koffi is missing, through which modules are loaded. */
  v.strictObject({ reason: v.literal("add-on"), text: v.pipe(v.string(), v.maxLength(1000)) }),
]);
export type ModuleFailure = v.InferOutput<typeof failure>;

export const answerShape = v.variant("kind", [
  /** The child runs and has loaded nothing yet: from here on the module's time counts. */
  v.strictObject({ kind: v.literal("ready") }),
  v.strictObject({ kind: v.literal("done"), result: v.unknown() }),
  v.strictObject({ kind: v.literal("failed"), failure }),
]);
export type ModuleAnswer = v.InferOutput<typeof answerShape>;
