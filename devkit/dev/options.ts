import { parseArgs } from "node:util";
import { BROWSER_NAMES, LANGUAGES, type BrowserName, type Language } from "../browser/browsers";
import { oneOf } from "../start/options";

/** Choices of `npm run dev`. */
export interface DevChoices {
  readonly browser: BrowserName;
  readonly language: Language;
  /** Port of the debugger in the host on 127.0.0.1; null: none. */
  readonly inspect: number | null;
}

/** Node's own default. */
const INSPECTOR_PORT = 9229;

export const USAGE = `npm run dev -- [--browser ${BROWSER_NAMES.join("|")}] [--language ${LANGUAGES.join("|")}] [--inspect[=PORT]]`;

/** Reads the arguments. Throws `TypeError` or `RangeError` with what is wrong. */
export function readDevChoices(args: readonly string[]): DevChoices {
  const { values } = parseArgs({
    // parseArgs knows no optional values.
    args: args.map((arg) => (arg === "--inspect" ? `--inspect=${INSPECTOR_PORT}` : arg)),
    options: {
      browser: { type: "string", default: "chromium" },
      language: { type: "string", default: "it" },
      inspect: { type: "string" },
    },
  });
  return {
    browser: oneOf("--browser", BROWSER_NAMES, values.browser),
    language: oneOf("--language", LANGUAGES, values.language),
    inspect: values.inspect === undefined ? null : portOf(values.inspect),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RangeError("--inspect takes a port, 1 to 65535.");
  return port;
}
