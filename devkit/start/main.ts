import { fileURLToPath } from "node:url";
import { openStage } from "../stage/stage";
import { logInByItself } from "./auto";
import { readStartChoices, USAGE, type StartChoices } from "./options";
import { showAndWait } from "./person";

const CACHE = fileURLToPath(new URL("../../.cache/pki", import.meta.url));

async function main(args: string[]): Promise<number> {
  const choices = choose(args);
  if (choices === null) return 2;
  const stage = await openStage({ reader: choices.reader, cacheFolder: CACHE });
  try {
    return choices.auto ? await logInByItself(stage, choices) : await showAndWait(stage, choices);
  } finally {
    await stage.close();
  }
}

function choose(args: string[]): StartChoices | null {
  try {
    return readStartChoices(args);
  } catch (thrown) {
    console.error(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${USAGE}`);
    return null;
  }
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    console.error(thrown);
    process.exit(1);
  },
);
