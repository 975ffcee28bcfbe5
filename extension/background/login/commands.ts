import * as v from "valibot";
import { LIMITS } from "../../../shared/limits";
import { encodingNamed } from "../../login/encoding";
import type { LoginCommand } from "../../login/view";

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const form = v.strictObject({
  action: v.pipe(text(LIMITS.url), v.url()),
  method: v.picklist(["GET", "POST"]),
  fields: v.pipe(v.array(v.tuple([v.string(), v.string()])), v.maxLength(1000)),
  encoding: v.pipe(
    text(40),
    v.check((label) => encodingNamed(label) !== null),
  ),
});

const command = v.variant("type", [
  v.strictObject({ type: v.literal("show"), login: text(64) }),
  v.strictObject({
    type: v.literal("submit"),
    reader: text(256),
    insertion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    pin: v.nullable(text(64)),
    remember: v.boolean(),
  }),
  v.strictObject({
    type: v.literal("answerRead"),
    form: v.nullable(form),
    refresh: v.exactOptional(v.pipe(text(LIMITS.url), v.url())),
  }),
  v.strictObject({ type: v.literal("siteAccessDenied") }),
  v.strictObject({ type: v.literal("turnModuleOn") }),
  v.strictObject({ type: v.literal("openPortal") }),
  v.strictObject({ type: v.literal("loginHere") }),
  v.strictObject({ type: v.literal("retry") }),
  v.strictObject({ type: v.literal("cancel") }),
]);

/** What a page of the extension wants, null if it is nothing that a page can want. */
export function toCommand(message: unknown): LoginCommand | null {
  const parsed = v.safeParse(command, message);
  return parsed.success ? parsed.output : null;
}
