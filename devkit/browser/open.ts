import puppeteer, { type Browser } from "puppeteer-core";
import { CHROMIUM_ID } from "../../shared/identity";
import { LAUNCH, type BrowserName, type StartOptions } from "./browsers";
import { makeHome } from "./home";
import { openMissedTabsAgain } from "./missed-tabs";
import { startedByPerson } from "./unprivileged";
import { fillProfile } from "./used-profile";

/** Starts the browser in a throw-away home, not as root, with the extension if it is named. The caller closes it. */
export async function openBrowser(name: BrowserName, options: StartOptions): Promise<Browser> {
  if (name === "firefox") await fillProfile(options.home.firefoxProfile, useProfile);
  return start(name, options);
}

/** Starts Firefox once and hands over the profile afterwards. */
async function useProfile(work: (profile: string) => void): Promise<void> {
  const home = makeHome([], () => [process.execPath, "--version"]);
  try {
    const browser = await start("firefox", { home, extension: null, visible: false, language: "en" });
    await browser.close();
    work(home.firefoxProfile);
  } finally {
    home.remove();
  }
}

async function start(name: BrowserName, options: StartOptions): Promise<Browser> {
  const env = {
    ...options.home.env,
    LANGUAGE: options.language,
    ...(options.display === undefined ? {} : { DISPLAY: options.display }),
  };
  const { executablePath, ...launch } = LAUNCH[name](options);
  const browser = await puppeteer.launch({
    ...launch,
    executablePath: startedByPerson(options.home, name, executablePath),
    env,
    defaultViewport: null,
    networkEnabled: options.requests ?? false,
    issuesEnabled: false,
    // Whoever opens the browser closes it, also at an interrupt, and then what belongs to it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  if (name === "firefox") openMissedTabsAgain(browser);
  if (options.extension === null) return browser;
  if (name === "firefox") await browser.installExtension(options.extension);
  else await browser.waitForTarget((target) => target.url().startsWith(`chrome-extension://${CHROMIUM_ID}/`));
  return browser;
}
