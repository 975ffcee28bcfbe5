import browser from "webextension-polyfill";

/** Whether this browser is of Chromium's kind. Otherwise it is Firefox. */
export const isChromium = browser.runtime.getURL("").startsWith("chrome-extension:");
