import { parseArgs } from "node:util";
import { BROWSER_NAMES, LANGUAGES, type BrowserName, type Language } from "../browser/browsers";
import { NAMED_CARDS } from "../card-file/named-cards";
import type { Flow } from "../portal/sites";
import { READER_KINDS, type ReaderKind } from "../stage/card-doors";

/** Choices of every `npm start`. */
export interface BrowserChoices {
  readonly browser: BrowserName;
  readonly reader: ReaderKind;
  /** Drive the browser instead of waiting for a person. */
  readonly auto: boolean;
  /** The language of browser and extension. */
  readonly language: Language;
}

/** Choices at the demo portal. */
export interface DemoChoices extends BrowserChoices {
  readonly portal: "demo";
  /** The link that is followed when the browser is driven. */
  readonly flow: (typeof FLOWS)[number];
}

/** Choices at a developer's own portal. */
export interface OwnPortalChoices extends BrowserChoices {
  readonly portal: "own";
  readonly url: URL;
  /** A card's name, or the path of a card file. */
  readonly card: string;
  /** File of the authorities behind the server's certificate; null: those that the system trusts. */
  readonly ca: string | null;
}

export type StartChoices = DemoChoices | OwnPortalChoices;

/** Flows that the driver can follow: those that reach the request for a certificate without a person. */
const FLOWS = ["redirect", "form"] as const satisfies readonly Flow[];

export const USAGE = `npm start -- [--browser ${BROWSER_NAMES.join("|")}] [--reader ${READER_KINDS.join("|")}] [--auto]
             [--flow ${FLOWS.join("|")}] [--language ${LANGUAGES.join("|")}]
npm start -- --url URL [--card ${Object.keys(NAMED_CARDS).join("|")}|FILE] [--ca FILE]
             [--browser …] [--reader …] [--language …] [--auto]`;

/** Reads the arguments. Throws `TypeError` or `RangeError` with what is wrong. */
export function readStartChoices(args: string[]): StartChoices {
  const { values } = parseArgs({
    args,
    options: {
      browser: { type: "string", default: "chromium" },
      reader: { type: "string", default: "embedded" },
      flow: { type: "string" },
      language: { type: "string", default: "it" },
      auto: { type: "boolean", default: false },
      url: { type: "string" },
      card: { type: "string" },
      ca: { type: "string" },
    },
  });
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const choices = {
    browser: oneOf("--browser", BROWSER_NAMES, values.browser),
    reader: oneOf("--reader", READER_KINDS, values.reader),
    language: oneOf("--language", LANGUAGES, values.language),
    auto: values.auto || !(DISPLAY || WAYLAND_DISPLAY),
  };
  const { url, flow, card, ca } = values;
  if (url === undefined) {
    if (card !== undefined)
      throw new RangeError("--card is for your own portal. Name its address too: --url https://…");
    if (ca !== undefined) throw new RangeError("--ca is for your own portal. Name its address too: --url https://…");
    return { ...choices, portal: "demo", flow: oneOf("--flow", FLOWS, flow ?? "redirect") };
  }
  if (flow !== undefined) throw new RangeError("--flow is for the demo portal. Leave it out, or leave out --url.");
  return { ...choices, portal: "own", url: httpsUrl(url), card: card ?? "valid", ca: ca ?? null };
}

/** The value, if it is one of those that the option allows. Throws `RangeError`. */
export function oneOf<T extends string>(option: string, allowed: readonly T[], value: string): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new RangeError(`${option} takes one of ${allowed.join(", ")}.`);
  return found;
}

function httpsUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:" || url.username !== "" || url.password !== "")
    throw new RangeError("--url takes the full https address of your login, such as https://localhost:8443/login.");
  return url;
}
