import { VarcoError } from "../../shared/errors";
import { parseFamilies } from "../card/families/added";
import type { CardFamily } from "../card/families/family";
import { addedFamiliesFile, readAddedFamilies, readGivenFamilies } from "../cards/added-families";
import type { Streams } from "../composition";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { firstLines } from "./lines";
import { writeSettings } from "./write-settings";

const OPTIONS = { json: { type: "boolean", default: false }, yes: { type: "boolean", default: false } } as const;

/** Adds kinds of cards from a file, for this person only; shows and removes them. */
export const families: Command = {
  name: "families",
  usage: [
    "add FILE [--yes] | list [--json] | remove NAME",
    "Add kinds of cards that Varco does not know yet, from a file that a help desk has sent. It is shown first.",
  ],
  async run(args, { settings, systemSettings }, streams) {
    const {
      values: { json, yes },
      positionals: [verb, operand, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    if (more.length > 0) throw new VarcoError("usage", { reason: "families takes one file or name." });
    if (verb === "list" && operand === undefined) list(settings, systemSettings, json, streams);
    else if (verb === "add" && operand !== undefined) await add(settings, operand, yes, streams);
    else if (verb === "remove" && operand !== undefined) remove(settings, operand, streams);
    else throw new VarcoError("usage", { reason: 'families takes "add FILE", "list" or "remove NAME".' });
  },
};

function list(settings: string, systemSettings: string, json: boolean, { output }: Streams): void {
  const added = readAddedFamilies(settings);
  const organisation = readAddedFamilies(systemSettings);
  if (json) {
    output.write(`${JSON.stringify({ families: added, organisation })}\n`);
    return;
  }
  output.write(added.length === 0 ? "No families were added.\n" : added.map(shown).join("\n"));
  if (organisation.length === 0) return;
  output.write(`\nSet by the organisation, in ${addedFamiliesFile(systemSettings)}:\n\n`);
  output.write(organisation.map(shown).join("\n"));
}

async function add(settings: string, from: string, yes: boolean, { input, output }: Streams): Promise<void> {
  const fresh = readGivenFamilies(from);
  const before = readAddedFamilies(settings);
  const all = [...before, ...fresh];
  // Parsed once more as one file: the same rules hold for all together, and nothing is written that cannot be read.
  const text = `${JSON.stringify({ families: all }, null, 2)}\n`;
  parseFamilies(text);
  output.write(fresh.map(shown).join("\n"));
  if (!yes) {
    output.write(
      "Only add families from somebody you trust: they say which reference gets your PIN. Type yes to add: ",
    );
    const [answer] = await firstLines(input, 1, new AbortController().signal).catch(() => []);
    if (answer?.toString("utf8").trim().toLowerCase() !== "yes") throw new VarcoError("operation.cancelled");
  }
  writeSettings(addedFamiliesFile(settings), text);
  output.write(`Added: ${fresh.map(({ name }) => name).join(", ")}. Take the card out and insert it again.\n`);
}

function remove(settings: string, name: string, { output }: Streams): void {
  const before = readAddedFamilies(settings);
  const kept = before.filter((family) => family.id !== name && family.name !== name);
  if (kept.length === before.length) throw new VarcoError("families.unknown", { name });
  writeSettings(addedFamiliesFile(settings), `${JSON.stringify({ families: kept }, null, 2)}\n`);
  output.write(`Removed: ${name}.\n`);
}

const hex = (value: number) => `0x${value.toString(16).padStart(2, "0")}`;

function shown({ id, name, recognition, certificate, login }: CardFamily): string {
  const { atr, historicalBytes, firmwareFrom, application } = recognition;
  return [
    `${name} (${id})`,
    ...(atr === undefined ? [] : [`  ATR:              ${atr}`]),
    ...(historicalBytes === undefined ? [] : [`  Historical bytes: ${historicalBytes}`]),
    ...(firmwareFrom === undefined ? [] : [`  Firmware from:    ${hex(firmwareFrom)}`]),
    ...(application === undefined ? [] : [`  Application:      ${application.aid} answers "${application.answer}"`]),
    `  Certificate:      ${certificate.map(({ path }) => path).join(", ")}`,
    "missing" in login
      ? `  Login:            not possible: ${login.missing}`
      : `  Login:            directory ${login.df ?? "any"}, PIN ${hex(login.pin)}, PUK ${hex(login.puk)}, ` +
        `environment ${hex(login.environment)}, key ${hex(login.key)}`,
    "",
  ].join("\n");
}
