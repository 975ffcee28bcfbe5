import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Page, Viewport } from "puppeteer-core";
import { BROWSER_NAMES, LANGUAGES, type BrowserName } from "../../devkit/browser/browsers";
import { openPages, type Pages } from "../screens/pages";
import { goOn, STATES, type State } from "../screens/states";

const built = (name: BrowserName) => fileURLToPath(new URL(`../../dist/extension/${name}`, import.meta.url));
/** One of the two has the smallest width that must do: 320 pixels, which is 1280 at 400 % (WCAG 2.1, 1.4.10). */
const WINDOWS: Readonly<Record<BrowserName, Viewport>> = {
  chromium: { width: 320, height: 640 },
  firefox: { width: 1280, height: 800 },
};
/** Axe reads each state in the first one in Chromium, and in the light one in Firefox, which cannot change it. */
const SCHEMES = ["dark", "light"] as const;
/** In which of the three languages axe reads a state: another one in each browser. The languages take turns. */
const READING: Readonly<Record<BrowserName, number>> = { chromium: 0, firefox: 2 };
/** In which of them the state must fit: the narrow window takes all. */
const FITTINGS: Readonly<Record<BrowserName, readonly number[]>> = { chromium: [0, 1, 2], firefox: [2] };

for (const name of BROWSER_NAMES)
  describe(`Accessibility barriers that axe finds in ${name}`, function suite() {
    this.timeout(60_000);
    let pages: Pages;
    let last: State | null = null;
    before(async () => {
      pages = await openPages(name, built(name), { language: "it" });
      await pages.page.setViewport(WINDOWS[name]);
    });
    after(() => pages.close());

    for (const [index, [state, how]] of Object.entries(STATES).entries()) {
      it(`do not exist, and every language fits: ${state}`, async () => {
        await goOn(last, how, pages);
        last = how;
        for (const at of FITTINGS[name]) {
          const language = LANGUAGES[(index + at) % LANGUAGES.length]!;
          await pages.speak(language);
          if (name === "chromium") await pages.prefer(SCHEMES[at % SCHEMES.length]!);
          if (READING[name] === at) assert.deepEqual(await violations(pages.page), [], language);
          assert.ok(
            await pages.page.evaluate(
              () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
            ),
            `${language}: wider than the window`,
          );
        }
      });
    }
  });

async function violations(page: Page): Promise<unknown> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axe.source);
  // All rules run that are no experiments. Only the details of what passes are left out, which nobody reads, and what a
  // rule about sounds would load: there are none.
  return page.evaluate(`axe.run({ resultTypes: ["violations"], preload: false })
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))`);
}
