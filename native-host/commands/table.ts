import { VARCO_VERSION } from "../../shared/identity";
import { CHILD_VERB } from "../modules/child-start";
import type { Command } from "./command";

/**
 * The verbs of the command line. Each is loaded when it runs: the module starts in every program that asks p11-kit, and
 * reading the code of all others would take as long as Node itself takes to start.
 */
const VERBS: readonly (readonly [name: string, load: () => Promise<Command>])[] = [
  ["card", async () => (await import("./card")).card],
  ["pin", async () => (await import("./pin")).pin],
  ["families", async () => (await import("./families")).families],
  ["get", async () => (await import("./get")).get],
  ["probe", async () => (await import("./probe")).probe],
  ["doctor", async () => (await import("./doctor")).doctor],
  ["tokens", async () => (await import("./tokens")).tokens],
  ["module", async () => (await import("./module")).module],
  ["install", async () => (await installation()).install],
  ["uninstall", async () => (await installation()).uninstall],
];

/** On Windows browsers find the host by the registry, and there is no module. */
function installation(): Promise<Readonly<Record<"install" | "uninstall", Command>>> {
  return process.platform === "win32" ? import("./install-windows") : import("./install");
}

const help: Command = {
  name: "--help",
  usage: ["", "Show this help."],
  async run(_args, _composition, { output }) {
    const verbs = await Promise.all(VERBS.map(([, load]) => load()));
    const lines = verbs.map(({ name, usage: [args, does] }) => `  varco-host ${name} ${args}\n      ${does}\n`);
    output.write(`Varco ${VARCO_VERSION}: log in with a CNS smart card.\n\n${lines.join("")}`);
  },
};

const version: Command = {
  name: "--version",
  usage: ["", "Show the version."],
  async run(_args, _composition, { output }) {
    output.write(`${VARCO_VERSION}\n`);
  },
};

/** Loads verbs of the command line, by name. */
export const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ...VERBS,
  [CHILD_VERB, async () => (await import("./module-process")).moduleProcess],
  ...[help, version].map((command) => [command.name, async () => command] as const),
]);
