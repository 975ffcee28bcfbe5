import { parseArgs } from "node:util";
import { BROWSER_NAMES, LANGUAGES, type BrowserName, type Language } from "../browser/browsers";
import type { Flow } from "../portal/sites";
import { READER_KINDS, type ReaderKind } from "../stage/card-doors";

/** Choices of `npm start`. */
export interface StartChoices {
  readonly browser: BrowserName;
  readonly reader: ReaderKind;
  /** The link that is followed when the browser is driven. */
  readonly flow: (typeof FLOWS)[number];
  /** Drive the browser instead of waiting for a person. */
  readonly auto: boolean;
  /** The language of browser and extension. */
  readonly language: Language;
}

/** Flows that the driver can follow: those that reach the request for a certificate without a person. */
const FLOWS = ["redirect", "form"] as const satisfies readonly Flow[];

export const USAGE = `npm start -- [--browser chromium|firefox] [--reader embedded|pcsc] [--auto]
             [--flow ${FLOWS.join("|")}] [--language ${LANGUAGES.join("|")}]`;

/** Reads the arguments. Throws `TypeError` or `RangeError` with what is wrong. */
export function readStartChoices(args: string[]): StartChoices {
  const { values } = parseArgs({
    args,
    options: {
      browser: { type: "string", default: "chromium" },
      reader: { type: "string", default: "embedded" },
      flow: { type: "string", default: "redirect" },
      language: { type: "string", default: "it" },
      auto: { type: "boolean", default: false },
    },
  });
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return {
    browser: oneOf("--browser", BROWSER_NAMES, values.browser),
    reader: oneOf("--reader", READER_KINDS, values.reader),
    flow: oneOf("--flow", FLOWS, values.flow),
    language: oneOf("--language", LANGUAGES, values.language),
    auto: values.auto || !(DISPLAY || WAYLAND_DISPLAY),
  };
}

/** The value, if it is one of those that the option allows. Throws `RangeError`. */
export function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new RangeError(`${option} takes one of ${allowed.join(", ")}.`);
  return found;
}
