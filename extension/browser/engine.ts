import browser from "webextension-polyfill";

/** Whether this is Chromium or one of its kind; else Firefox. They differ where an API is younger than their common ground. */
export const isChromium = browser.runtime.getURL("").startsWith("chrome-extension:");
