import { fileURLToPath } from "node:url";
import { BadInput } from "../bad-input";
import { DEMO_PIN } from "../stage/card";
import { openStage } from "../stage/stage";
import { logInToDemo } from "./demo-login";
import { readStartChoices, USAGE, type DemoChoices, type StartChoices } from "./options";
import { openOwnPortal } from "./own-portal";
import { showAndWait } from "./person";

const CACHE = fileURLToPath(new URL("../../.cache/pki", import.meta.url));

async function main(args: string[]): Promise<number> {
  const choices = choose(args);
  if (choices === null) return 2;
  return choices.portal === "own" ? openOwnPortal(choices) : openDemo(choices);
}

async function openDemo(choices: DemoChoices): Promise<number> {
  const stage = await openStage({ reader: choices.reader, cacheFolder: CACHE });
  try {
    return choices.auto
      ? await logInToDemo(stage, choices)
      : await showAndWait(stage, choices, { url: stage.portal.serviceUrl, pin: DEMO_PIN });
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
    console.error(thrown instanceof BadInput ? thrown.message : thrown);
    process.exit(thrown instanceof BadInput ? 2 : 1);
  },
);
