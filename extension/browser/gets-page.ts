import { LIMITS } from "../../shared/limits";

/** Statuses of servers to which a certificate is missing: nginx says 400, behind it are its own 495 and 496. */
const WITHOUT_CERTIFICATE: ReadonlySet<number> = new Set([400, 495, 496]);
/** And of applications that do not know the person without it. */
const UNKNOWN_PERSON: ReadonlySet<number> = new Set([401, 403]);

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
