import browser, { type WebRequest } from "webextension-polyfill";
import { isChromium } from "./engine";

/**
 * A port that browsers never connect to (Fetch standard, "bad port"). Cookies know no port, so a request to it shows
 * the cookies of the host, and nothing goes over the network.
 */
const BAD_PORT = "9";
/** Parameter by which a request is known again. */
const MARK = "varco";
/** Milliseconds for each try: a listener begins to hear some time after it was added, mostly within a few. */
const TRIES = [5, 10, 20, ...Array.from({ length: 20 }, () => 50)];

/**
 * The `Cookie` field that Chromium would send to an address that the extension may reach, empty without cookies. The
 * cookie store alone is not enough: with access to one https host, Chromium hides cookies without `Secure`, and those
 * of the parent domain. null where the store tells all (Firefox), or if the browser keeps silent.
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
  // Added for each question: Chromium shows the background's own requests only to listeners that are younger than the
  // site access.
  const { onBeforeSendHeaders } = browser.webRequest;
  onBeforeSendHeaders.addListener(listener, { urls: ["https://*/*"], types: ["xmlhttprequest"] }, [
    "requestHeaders",
    "extraHeaders",
  ]);
  try {
    for (const patience of TRIES) {
      // It always fails: that is what the port is for.
      fetch(address, { credentials: "include", cache: "no-store" }).catch(() => undefined);
      const found = await Promise.race([field, silence(patience)]);
      if (found !== null) return found;
    }
    return null;
  } finally {
    onBeforeSendHeaders.removeListener(listener);
  }
}

function silence(milliseconds: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds, null);
  });
}
