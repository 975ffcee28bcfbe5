import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "puppeteer-core";
import { builtExtension } from "../browser/built-extension";
import { showAndWait } from "../start/person";
import { DEMO_PIN } from "../stage/card";
import { openStage } from "../stage/stage";
import { followLog } from "./follow-log";
import { watchedHost } from "./host-command";
import { readDevChoices, USAGE, type DevChoices } from "./options";
import { reloadExtension } from "./reload";

const CACHE = fileURLToPath(new URL("../../.cache/pki", import.meta.url));

async function main(choices: DevChoices): Promise<number> {
  const logFile = (home: string) => join(home, "host.log");
  const stage = await openStage({
    cacheFolder: CACHE,
    hostCommand: (words, home) => watchedHost(words, logFile(home), choices.inspect),
  });
  const stopLog = followLog(logFile(stage.home.path), (line) => console.log(`host  ${line}`));
  try {
    return await showAndWait(stage, choices, {
      url: stage.portal.serviceUrl,
      pin: DEMO_PIN,
      opened: (browser) => reloadAtBuilds(browser, choices),
    });
  } finally {
    stopLog();
    await stage.close();
  }
}

/** `scripts/dev.mjs` tells of each build. */
function reloadAtBuilds(browser: Browser, { browser: name }: DevChoices): void {
  let reloading = Promise.resolve();
  process.on("message", () => {
    reloading = reloading
      .then(() => reloadExtension(browser, builtExtension(name)))
      .then(() => console.log("Built: the extension is loaded again, and its host starts anew."))
      .catch((thrown: unknown) => console.error("The extension could not be loaded again:", thrown));
  });
}

function choose(args: readonly string[]): DevChoices | null {
  try {
    return readDevChoices(args);
  } catch (thrown) {
    console.error(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${USAGE}`);
    return null;
  }
}

const choices = choose(process.argv.slice(2));
if (choices === null) process.exit(2);
main(choices).then(
  (code) => process.exit(code),
  (thrown: unknown) => {
    console.error(thrown);
    process.exit(1);
  },
);
