/**
 * Pictures of every state of the pages: `npm run screenshots [-- --extension FOLDER] [--language it] [STATE…]`, into
 * screenshots/. With `--documents`, the few pictures of docs/pictures instead, for which Debian's pngquant is needed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Page } from "puppeteer-core";
import { LANGUAGES } from "../../devkit/browser/browsers";
import { openPages, type Pages } from "./pages";
import { enter, STATES, untilReady } from "./states";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    extension: { type: "string", default: join(root, "dist/extension/chromium") },
    documents: { type: "boolean", default: false },
    language: { type: "string", multiple: true, default: [...LANGUAGES] },
  },
});
/** 640 pixels with a factor of 2 is what a window of 1280 shows at 200 %. */
const LOOKS = [
  { name: "wide-light", scheme: "light", width: 1280, scale: 1 },
  { name: "narrow-dark", scheme: "dark", width: 320, scale: 2 },
  { name: "zoomed-light", scheme: "light", width: 640, scale: 2 },
] as const;

/** The pictures of the documents, by name, and how they look. */
const DOCUMENTS: Readonly<Record<string, string>> = {
  welcome: "welcome-good",
  login: "login-ready",
  card: "card-ready",
};
const DOCUMENT_LOOK = { scheme: "light", width: 800, scale: 1 } as const;

const pages = await openPages("chromium", values.extension, { language: "it" });
try {
  if (values.documents) await documentPictures();
  else await allPictures();
} finally {
  await pages.close();
}

async function documentPictures(): Promise<void> {
  await set(pages, DOCUMENT_LOOK);
  for (const [name, stateName] of Object.entries(DOCUMENTS)) {
    const state = STATES[stateName];
    if (state === undefined) throw new Error(`There is no state ${stateName}.`);
    await enter(state, pages);
    await untilReady(pages.page);
    for (const language of LANGUAGES) {
      await pages.speak(language);
      const folder = join(root, "docs/pictures", language);
      mkdirSync(folder, { recursive: true });
      await picture(pages.page, join(folder, name));
      execFileSync("pngquant", ["--nofs", "--force", "--ext", ".png", "64", join(folder, `${name}.png`)]);
    }
  }
}

async function allPictures(): Promise<void> {
  for (const [name, state] of Object.entries(STATES)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    await enter(state, pages);
    if (!name.endsWith("-early")) await untilReady(pages.page);
    for (const language of LANGUAGES.filter((one) => values.language.includes(one))) {
      await pages.speak(language);
      for (const look of LOOKS) {
        const folder = join(root, "screenshots", language, look.name);
        mkdirSync(folder, { recursive: true });
        await set(pages, look);
        await picture(pages.page, join(folder, name));
      }
    }
    console.log(name);
  }
}

async function set(
  { page, prefer }: Pages,
  { scheme, width, scale }: (typeof LOOKS)[number] | typeof DOCUMENT_LOOK,
): Promise<void> {
  await page.setViewport({ width, height: 600, deviceScaleFactor: scale });
  await prefer(scheme);
}

async function picture(page: Page, path: string): Promise<void> {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  if (wider) throw new Error(`${path}: the page is wider than the window`);
  // Beyond the window, Chromium leaves out what it has not painted yet: hence a window as high as the page.
  await page.screenshot({ path: `${path}.png`, fullPage: true, captureBeyondViewport: false });
}
