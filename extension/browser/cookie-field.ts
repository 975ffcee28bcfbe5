import browser, { type WebRequest } from "webextension-polyfill";
import { isChromium } from "./engine";

/**
 * A port that browsers never connect to (Fetch standard, "bad port"). Cookies know no port, so a request to it shows the cookies of
 * the host, and nothing goes over the network.
 */
const BAD_PORT = "9";
/** Parameter by which a request is known again. */
const MARK = "varco";
/** Tries, and milliseconds for each: a listener begins to hear some time after it was added. */
const TRIES = 20;
const TRY = 50;

/**
 * The `Cookie` field that Chromium would send to an address that the extension may reach, empty without cookies. Its cookie store
 * alone would not do: with access to one https host it hides the host's cookies that are not `Secure`, and those of the domain above.
 * null where the store tells all (Firefox), or if the browser keeps silent.
 */
export async function cookieField(url: string): Promise<string | null> {
  if (!isChromium) return null;
  const mark = crypto.randomUUID();
  const address = new URL(url);
  address.port = BAD_PORT;
  address.search = new URLSearchParams({ [MARK]: mark }).toString();
  let seen: (field: string) => void = () => undefined;
  const field = new Promise<string>((resolve) => {
    seen = resolve;
  });
  const listener = ({ url: sent, requestHeaders = [] }: WebRequest.OnBeforeSendHeadersDetailsType) => {
    if (new URL(sent).searchParams.get(MARK) !== mark) return undefined;
    seen(requestHeaders.find(({ name }) => name.toLowerCase() === "cookie")?.value ?? "");
    return undefined;
  };
  // Added for each question: the background's own requests are shown only to listeners that are younger than the access to the site.
  const { onBeforeSendHeaders } = browser.webRequest;
  onBeforeSendHeaders.addListener(listener, { urls: ["https://*/*"], types: ["xmlhttprequest"] }, [
    "requestHeaders",
    "extraHeaders",
  ]);
  try {
    for (let tries = 0; tries < TRIES; tries += 1) {
      // It always fails: that is what the port is for.
      fetch(address, { credentials: "include", cache: "no-store" }).catch(() => undefined);
      const found = await Promise.race([field, silence()]);
      if (found !== null) return found;
    }
    return null;
  } finally {
    onBeforeSendHeaders.removeListener(listener);
  }
}

function silence(): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, TRY, null);
  });
}
