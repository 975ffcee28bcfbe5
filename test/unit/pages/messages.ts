import { readFileSync } from "node:fs";
import * as v from "valibot";

export const LANGUAGES = ["it", "de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const MESSAGES = v.record(
  v.string(),
  v.object({
    message: v.string(),
    placeholders: v.exactOptional(v.record(v.string(), v.object({ content: v.string() }))),
  }),
);
export type Message = v.InferOutput<typeof MESSAGES>[string];

/** The texts of a language as the browser reads them. */
export function readMessages(language: Language): Readonly<Record<string, Message>> {
  const url = new URL(`../../../extension/_locales/${language}/messages.json`, import.meta.url);
  return v.parse(MESSAGES, JSON.parse(readFileSync(url, "utf8")));
}
