/**
 * Pictures for the stores, 1280 × 800, in three languages: `npm run store:pictures`, into dist/stores/. Persons, cards and
 * portals in them are invented.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "../../devkit/browser/browsers";
import { openPages } from "./pages";
import { enter, STATES, untilReady } from "./states";

/** The states, in the order in which the stores show them. */
const PICTURES = ["login-ready", "welcome-good", "card-ready", "card-change", "help-found"];

const root = fileURLToPath(new URL("../../", import.meta.url));
const pages = await openPages("chromium", join(root, "dist/extension/chromium"), { language: "it" });
try {
  await pages.page.setViewport({ width: 1280, height: 800, deviceScaleFactor: 1 });
  for (const [index, name] of PICTURES.entries()) {
    const state = STATES[name];
    if (state === undefined) throw new Error(`There is no state ${name}`);
    await enter(state, pages);
    await untilReady(pages.page);
    for (const language of LANGUAGES) {
      await pages.speak(language);
      const folder = join(root, "dist/stores", language);
      mkdirSync(folder, { recursive: true });
      await pages.page.screenshot({ path: join(folder, `${index + 1}-${name}.png`), captureBeyondViewport: false });
    }
  }
} finally {
  await pages.close();
}
