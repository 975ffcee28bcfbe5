import * as v from "valibot";
import { toHost, type ToHost } from "../../shared/messages";
import { VarcoError } from "../../shared/errors";

const withId = v.object({ id: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) });

/** A message that could not be used: what is wrong, and the number it carried if it had one. */
export interface Unreadable {
  readonly error: VarcoError;
  readonly id: number | null;
}

/** Reads a frame body from bytes to a valid message; a message that is not one is said, never thrown. */
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

/** Names the place that is wrong, never its value; a key that no message of ours has is not repeated either. */
function where(issues: readonly v.BaseIssue<unknown>[]): string {
  const path =
    issues[0]?.path?.map((item) => (/^[a-zA-Z]{1,20}$/.test(String(item.key)) ? String(item.key) : "?")).join(".") ??
    "";
  return path ? `"${path}" is missing, unknown or wrong` : "it is not an object of a known kind";
}

function unreadable(reason: string, id: number | null): Unreadable {
  return { error: new VarcoError("message.malformed", { reason }), id };
}
