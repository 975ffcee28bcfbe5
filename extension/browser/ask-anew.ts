import { isChromium } from "./engine";

/** Connections that are tried, one after the other, and milliseconds for all of them. */
const TRIES = 4;
const PATIENCE = 5_000;

/**
 * Has Chromium ask for a certificate again where it had none. It forgets that it had none when a connection ends by the alert of the
 * server, and only then: often the alert is lost (`ERR_SOCKET_NOT_CONNECTED`), and from then on the origin gets no certificate. So a few
 * connections are made that end like that; without a tab Chromium asks nobody. Firefox asks each time.
 */
export async function askAnew(url: string): Promise<void> {
  if (!isChromium) return;
  const signal = AbortSignal.timeout(PATIENCE);
  const nothing = new URL("/favicon.ico", url);
  for (let tries = 0; tries < TRIES && !signal.aborted; tries += 1) {
    const answer = await fetch(nothing, {
      method: "HEAD",
      mode: "no-cors",
      credentials: "include",
      cache: "no-store",
      signal,
    }).catch(() => null);
    // A server that answers has let the browser in as it is.
    if (answer) return;
  }
}
