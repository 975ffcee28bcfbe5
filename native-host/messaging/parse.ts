import * as v from "valibot";
import { toHost, type ToHost } from "../../shared/messages";
import { VarcoError } from "../../shared/errors";

const withId = v.object({ id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });

/** A message that is not valid: its fault, and its number if it has one. */
export interface Unreadable {
  readonly error: VarcoError;
  readonly id: number | null;
}

/** Parses a frame body. Returns the fault of an invalid message and never throws. */
export function parseMessage(body: Uint8Array): ToHost | Unreadable {
  if (body.length === 0) return unreadable("it is empty", null);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return unreadable("it is not UTF-8", null);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold a PIN.
    return unreadable("it is not JSON", null);
  }
  const parsed = v.safeParse(toHost, json);
  if (parsed.success) return parsed.output;
  const id = v.safeParse(withId, json);
  return unreadable(where(parsed.issues), id.success ? id.output.id : null);
}

/** Names the invalid place, never its value. Does not repeat a key that cannot be one of ours. */
function where(issues: readonly v.BaseIssue<unknown>[]): string {
  const path =
    issues[0]?.path?.map((item) => (/^[a-zA-Z]{1,20}$/.test(String(item.key)) ? String(item.key) : "?")).join(".") ??
    "";
  return path ? `"${path}" is missing, unknown or wrong` : "it is not an object of a known kind";
}

function unreadable(reason: string, id: number | null): Unreadable {
  return { error: new VarcoError("message.malformed", { reason }), id };
}
