import { LIMITS } from "../../shared/limits";
import { UNKNOWN_PERSON, WITHOUT_CERTIFICATE } from "../login/refusing-statuses";

/**
 * Whether the browser gets a page by itself, without a certificate. `sameCookies`: whether the background has the
 * cookies of the tab. Where it has others, it sends and takes none, and a refusal does not count.
 */
export async function getsPage(url: string, sameCookies: boolean): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(LIMITS.serverSilence);
    const credentials = sameCookies ? "include" : "omit";
    const { status } = await fetch(url, { credentials, redirect: "manual", cache: "no-store", signal });
    return !WITHOUT_CERTIFICATE.has(status) && !(sameCookies && UNKNOWN_PERSON.has(status));
  } catch (thrown) {
    // A slow server does not refuse. The tab may wait longer.
    return thrown instanceof DOMException && thrown.name === "TimeoutError";
  }
}
