import { isChromium } from "./engine";

/** The number of connections, one after the other, and milliseconds for all of them. */
const TRIES = 4;
const PATIENCE = 5_000;

/**
 * Makes Chromium ask the person for a certificate again at an origin where it had none. Chromium forgets that it had
 * none only when a connection ends by the server's alert. Often the alert is lost (`ERR_SOCKET_NOT_CONNECTED`), and the
 * origin gets no certificate from then on. This function makes a few connections until one ends by the alert. Chromium
 * asks nobody for them, because they have no tab. Firefox asks each time.
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
    // The server answers: it has let the browser in without a certificate.
    if (answer) return;
  }
}
