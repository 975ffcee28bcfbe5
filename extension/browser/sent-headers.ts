import browser, { type WebRequest } from 'webextension-polyfill';
import { isChromium } from './engine';

/** Chromium tells `Cookie`, `Origin` and their like, and the fields of a request whose connection fails, only for the asking. */
const OPTIONS: WebRequest.OnBeforeSendHeadersOptions[] = isChromium ? ['requestHeaders', 'extraHeaders'] : ['requestHeaders'];

/**
 * Calls back with the header fields of requests to the portals that Varco may reach. To be called when the background starts.
 * A listener that Chromium knew before the person gave access to a portal is never called for it: it is added again then.
 */
export function watchSentHeaders(types: WebRequest.ResourceType[], seen: (details: WebRequest.OnBeforeSendHeadersDetailsType) => void): void {
  const { onBeforeSendHeaders } = browser.webRequest;
  const listener = (details: WebRequest.OnBeforeSendHeadersDetailsType) => {
    seen(details);
    return undefined;
  };
  const add = () => onBeforeSendHeaders.addListener(listener, { urls: ['https://*/*'], types }, OPTIONS);
  add();
  if (isChromium) {
    browser.permissions.onAdded.addListener(() => {
      onBeforeSendHeaders.removeListener(listener);
      add();
    });
  }
}
