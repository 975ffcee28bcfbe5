/**
 * Draws the PNG icons of the extension from extension/icons/varco.svg: `node --import tsx scripts/icons.ts`, by hand
 * after a change. Needs Debian's pngquant: 64 colours are enough.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const SIZES = [16, 32, 48, 128];
const folder = new URL("../extension/icons/", import.meta.url);
const svg = readFileSync(new URL("varco.svg", folder), "utf8");

const browser = await puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  pipe: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw; height: 100vh }</style>${svg}`);
  const path = `${fileURLToPath(folder)}${size}.png`;
  await page.screenshot({ path, omitBackground: true });
  execFileSync("pngquant", ["--nofs", "--strip", "--speed", "1", "--force", "--ext", ".png", "64", path]);
}
await browser.close();
