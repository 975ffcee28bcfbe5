import { BROWSER_NAMES, type BrowserName } from "../../devkit/browser/browsers";

/** Of cases that host and extension decide, whatever the browser, each browser meets every other one. */
export function metBy<T>(name: BrowserName, all: readonly T[]): readonly T[] {
  return all.filter((_, index) => BROWSER_NAMES[index % BROWSER_NAMES.length] === name);
}
