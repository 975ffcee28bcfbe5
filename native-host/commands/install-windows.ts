import { VarcoError } from "../../shared/errors";
import { BROWSERS } from "../install/browsers";
import { windowsPlaces } from "../install/windows/places";
import { registerOnWindows, unregisterOnWindows } from "../install/windows/register";
import { openRegistry } from "../install/windows/registry";
import { readArguments } from "./arguments";
import type { Command } from "./command";

const OPTIONS = { browser: { type: "string", default: "all" } } as const;
const NAMES: readonly string[] = BROWSERS.map(({ name }) => name);
const USAGE = `[--browser ${NAMES.join("|")}|all]`;

/** Registers the host with this person's browsers, by Windows' registry. */
export const install: Command = {
  name: "install",
  usage: [USAGE, "Register Varco with the browsers of this user."],
  async run(args, { start }, { output }) {
    const browsers = browsersIn(args);
    for (const what of registerOnWindows(windowsPlaces(start), browsers, start, await openRegistry()))
      output.write(`written ${what}\n`);
  },
};

/** Takes the registration back. */
export const uninstall: Command = {
  name: "uninstall",
  usage: [USAGE, "Take back that registration."],
  async run(args, { start }, { output }) {
    const browsers = browsersIn(args);
    for (const what of unregisterOnWindows(windowsPlaces(start), browsers, await openRegistry()))
      output.write(`removed ${what}\n`);
  },
};

function browsersIn(args: string[]): readonly string[] {
  const { browser } = readArguments({ args, options: OPTIONS }).values;
  if (browser === "all") return NAMES;
  if (!NAMES.includes(browser))
    throw new VarcoError("usage", { reason: `--browser takes ${NAMES.join(", ")} or all.` });
  return [browser];
}
