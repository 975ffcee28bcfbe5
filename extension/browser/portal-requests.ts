import browser, { type WebRequest } from "webextension-polyfill";
import { isChromium } from "./engine";

/** One of the events of `webRequest`, with what it tells and what can be asked of it. */
interface RequestEvent<Details, Option> {
  addListener(listener: (details: Details) => undefined, filter: WebRequest.RequestFilter, options?: Option[]): void;
  removeListener(listener: (details: Details) => undefined): void;
}

/** What Chromium tells of header fields only when it is asked: `Cookie`, `Origin` and their like. */
export const ALL_HEADERS: WebRequest.OnBeforeSendHeadersOptions[] = isChromium
  ? ["requestHeaders", "extraHeaders"]
  : ["requestHeaders"];

/**
 * Calls back for requests of these types to the portals that Varco may reach. Call it when the background starts.
 * Chromium never calls a listener for a portal to which the person gave access later. The listener is therefore added
 * again.
 */
export function watchPortalRequests<Details, Option>(
  event: RequestEvent<Details, Option>,
  types: WebRequest.ResourceType[],
  seen: (details: Details) => void,
  options: Option[] = [],
): void {
  const listener = (details: Details) => {
    seen(details);
    return undefined;
  };
  const add = () => event.addListener(listener, { urls: ["https://*/*"], types }, options);
  add();
  if (!isChromium) return;
  browser.permissions.onAdded.addListener(() => {
    event.removeListener(listener);
    add();
  });
}
