import { PROTOCOL_VERSION, VARCO_VERSION } from "../../shared/identity";
import type { HostRequest, RequestResult } from "../../shared/messages";

/** Bytes of the longest body that is looked at here. A greeting has half of them at most. */
export const LONGEST_GREETING = 512;
const LONGEST_VERSION = 32;

/** The answer to a greeting. */
export function greetingAnswer(): RequestResult<"hello"> {
  return {
    protocol: PROTOCOL_VERSION,
    version: VARCO_VERSION,
    platform: process.platform,
    node: process.version,
  };
}

/**
 * The greeting in the body of a frame, if it is one of our protocol and plain ASCII, else null. It takes what
 * `shared/messages` takes, without loading the validation of all messages, which takes 5 ms. Who gets null asks
 * `parseMessage`.
 */
export function greetingIn(body: Uint8Array): HostRequest<"hello"> | null {
  if (body.length > LONGEST_GREETING || body.some((byte) => byte > 0x7f)) return null;
  let message: unknown;
  try {
    message = JSON.parse(Buffer.from(body).toString("latin1"));
  } catch {
    return null;
  }
  if (!hasOnly(message, ["kind", "id", "type", "params"])) return null;
  const { kind, id, type, params } = message;
  if (kind !== "request" || type !== "hello" || typeof id !== "number" || !Number.isSafeInteger(id) || id < 1)
    return null;
  if (!hasOnly(params, ["protocol", "version", "cards"])) return null;
  const { protocol, version } = params;
  if (protocol !== PROTOCOL_VERSION || typeof version !== "string" || version.length > LONGEST_VERSION) return null;
  const rest = { kind, id, type } as const;
  if (!("cards" in params)) return { ...rest, params: { protocol, version } };
  return params.cards === false ? { ...rest, params: { protocol, version, cards: false } } : null;
}

function hasOnly(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).every((key) => keys.includes(key))
  );
}
