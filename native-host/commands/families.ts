import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { VarcoError } from "../../shared/errors";
import { parseFamilies } from "../card/families/added";
import type { CardFamily } from "../card/families/family";
import { readAddedFamilies, readStart } from "../cards/added-families";
import type { Streams } from "../composition";
import { orWriteError, putFile } from "../install/files";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { firstLines } from "./lines";

const OPTIONS = { json: { type: "boolean", default: false }, yes: { type: "boolean", default: false } } as const;

/** Adds kinds of cards from a file, for this person only; shows and removes them. */
export const families: Command = {
  name: "families",
  usage: [
    "add FILE [--yes] | list [--json] | remove NAME",
    "Add kinds of cards that Varco does not know yet, from a file that a help desk has sent. It is shown first.",
  ],
  async run(args, { familiesFile }, streams) {
    const {
      values: { json, yes },
      positionals: [verb, operand, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    if (more.length > 0) throw new VarcoError("usage", { reason: "families takes one file or name." });
    if (verb === "list" && operand === undefined) list(familiesFile, json, streams);
    else if (verb === "add" && operand !== undefined) await add(familiesFile, operand, yes, streams);
    else if (verb === "remove" && operand !== undefined) remove(familiesFile, operand, streams);
    else throw new VarcoError("usage", { reason: 'families takes "add FILE", "list" or "remove NAME".' });
  },
};

function list(file: string, json: boolean, { output }: Streams): void {
  const added = readAddedFamilies(file);
  if (json) output.write(`${JSON.stringify({ families: added })}\n`);
  else output.write(added.length === 0 ? "No families were added.\n" : added.map(shown).join("\n"));
}

async function add(file: string, from: string, yes: boolean, { input, output }: Streams): Promise<void> {
  const fresh = parseFamilies(readGiven(from));
  const before = readAddedFamilies(file);
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
  write(file, text);
  output.write(`Added: ${fresh.map(({ name }) => name).join(", ")}. Take the card out and insert it again.\n`);
}

function remove(file: string, name: string, { output }: Streams): void {
  const before = readAddedFamilies(file);
  const kept = before.filter((family) => family.id !== name && family.name !== name);
  if (kept.length === before.length) throw new VarcoError("families.unknown", { name });
  write(file, `${JSON.stringify({ families: kept }, null, 2)}\n`);
  output.write(`Removed: ${name}.\n`);
}

function write(file: string, text: string): void {
  orWriteError(dirname(file), () => mkdirSync(dirname(file), { recursive: true, mode: 0o700 }));
  putFile(file, text, { mode: 0o600, exact: true });
}

function readGiven(path: string): string {
  try {
    return readStart(path);
  } catch (thrown) {
    const reason = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    throw new VarcoError("families.file", { reason: `it cannot be read (${reason})` }, { cause: thrown });
  }
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
