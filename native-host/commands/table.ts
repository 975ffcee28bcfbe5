import { VARCO_VERSION } from "../../shared/identity";
import { card } from "./card";
import type { Command } from "./command";
import { families } from "./families";
import { get } from "./get";
import { install, uninstall } from "./install";
import { module } from "./module";
import { pin } from "./pin";
import { probe } from "./probe";

const VERBS: readonly Command[] = [card, pin, families, get, probe, module, install, uninstall];

const help: Command = {
  name: "--help",
  usage: ["", "Show this help."],
  async run(_args, _composition, { output }) {
    const lines = VERBS.map(({ name, usage: [args, does] }) => `  varco-host ${name} ${args}\n      ${does}\n`);
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

/** The verbs of the command line, by name. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [...VERBS, help, version].map((command) => [command.name, command]),
);
