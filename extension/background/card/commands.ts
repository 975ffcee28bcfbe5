import * as v from "valibot";
import { LIMITS } from "../../../shared/limits";
import { examinationLanguage } from "../../../shared/messages";
import type { CardCommand } from "../../card/view";

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const name = text(64);
const reader = text(256);
const code = text(LIMITS.code);
const codes = <T extends v.ObjectEntries>(entries: T) => v.nullable(v.strictObject(entries));

const order = v.variant("task", [
  v.strictObject({ task: v.literal("change"), codes: codes({ oldPin: code, newPin: code }) }),
  v.strictObject({ task: v.literal("unblock"), codes: codes({ puk: code, newPin: code }) }),
  v.strictObject({ task: v.literal("test"), codes: codes({ pin: code }) }),
]);

const command = v.variant("type", [
  v.strictObject({ type: v.literal("show") }),
  v.strictObject({ type: v.literal("begin"), work: name, reader, insertion: name, order }),
  v.strictObject({ type: v.literal("cancel"), work: name }),
  v.strictObject({ type: v.literal("dismiss"), work: name }),
  v.strictObject({ type: v.literal("look"), reader }),
  v.strictObject({ type: v.literal("examine"), language: examinationLanguage }),
  v.strictObject({ type: v.literal("retry"), visibly: v.boolean() }),
]);

/** What a card page wants, null if it is nothing that it can want. */
export function toCardCommand(message: unknown): CardCommand | null {
  const parsed = v.safeParse(command, message);
  return parsed.success ? parsed.output : null;
}
