import * as v from "valibot";
import { LIMITS } from "../../../shared/limits";
import { encodingNamed } from "../../login/encoding";
import { SHOWN } from "../../login/shown-page";
import type { LoginCommand } from "../../login/view";

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const form = v.strictObject({
  action: v.pipe(text(LIMITS.url), v.url()),
  method: v.picklist(["GET", "POST"]),
  fields: v.pipe(v.array(v.tuple([v.string(), v.string()])), v.maxLength(LIMITS.formFields)),
  encoding: v.pipe(
    text(40),
    v.check((label) => encodingNamed(label) !== null),
  ),
});
const https = v.pipe(text(LIMITS.url), v.url(), v.startsWith("https://"));
/** A text that was cut ends with "…". A character may be two UTF-16 units. */
const quoted = (max: number) => text(max * 2 + 1);
const choice = v.strictObject({
  label: v.pipe(quoted(SHOWN.label), v.nonEmpty()),
  way: v.variant("kind", [
    v.strictObject({ kind: v.literal("link"), url: https }),
    v.strictObject({ kind: v.literal("form"), form }),
  ]),
});
const shown = v.strictObject({
  text: quoted(SHOWN.text),
  choices: v.pipe(v.array(choice), v.maxLength(SHOWN.choices)),
});

const command = v.variant("type", [
  v.strictObject({ type: v.literal("show"), login: text(64) }),
  v.strictObject({
    type: v.literal("submit"),
    reader: text(256),
    insertion: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    pin: v.nullable(text(LIMITS.code)),
    remember: v.boolean(),
  }),
  v.strictObject({
    type: v.literal("answerRead"),
    form: v.nullable(form),
    refresh: v.exactOptional(v.pipe(text(LIMITS.url), v.url())),
    shown: v.exactOptional(shown),
  }),
  v.strictObject({
    type: v.literal("choose"),
    choice: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(SHOWN.choices - 1)),
  }),
  v.strictObject({ type: v.literal("back") }),
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
