import { VarcoError } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import { FORM_TYPE, visit, type PortalRequest } from "../relay/portal-request";
import { formBody, type SeenForm } from "./form-body";
import { mediaType } from "../relay/media-type";

/** Milliseconds for which a request without a known end is kept. */
export const KEPT = 120_000;
/** Milliseconds by which a browser may report the beginning of a navigation after its failure. */
const LATE = 500;

/** Fetch Metadata, §2. */
const FETCH_METADATA = ["Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-User", "Sec-Fetch-Dest"];

/** A body as `webRequest` shows it. */
export interface SeenBody {
  readonly formData?: SeenForm;
  readonly raw?: readonly { readonly bytes?: unknown; readonly file?: string }[];
}

/** A navigation as `webRequest` shows it, at the portals that Varco may reach. */
export interface SeenNavigation {
  readonly tabId: number;
  readonly url: string;
  readonly method: string;
  readonly body: SeenBody | null;
}

export interface SeenHeader {
  readonly name: string;
  readonly value?: string;
}

interface Kept extends SeenNavigation {
  readonly since: number;
  /** Bytes of the body, which is dropped if they are too many. */
  readonly size: number;
  headers: readonly SeenHeader[];
  /** The tab shows the page that came. */
  shown: boolean;
}

/**
 * The latest navigation of each tab at the portals that Varco may reach. A navigation that fails, or brings a page that
 * asks for a login, can then be repeated as it was, body included. Requests are kept in memory until they are replaced;
 * while the tab does not show their page, until they get old; while it does, until it leaves the page. All bodies
 * together stay within the limit for one.
 */
export class SeenRequests {
  readonly #now: () => number;
  readonly #late: number;
  readonly #kept = new Map<number, Kept>();
  /** By tab: callbacks that wait for the header fields of its navigation. */
  readonly #awaited = new Map<number, Set<() => void>>();

  constructor(now: () => number, late = LATE) {
    this.#now = now;
    this.#late = late;
  }

  /** A navigation begins, or is redirected. */
  begins(navigation: SeenNavigation): void {
    this.#kept.delete(navigation.tabId);
    const size = sizeOf(navigation.body);
    const body = size > LIMITS.requestBody ? null : navigation.body;
    this.#kept.set(navigation.tabId, { ...navigation, body, size, since: this.#now(), headers: [], shown: false });
    this.dropOld();
  }

  /** Its header fields are known. */
  sends(tabId: number, url: string, headers: readonly SeenHeader[]): void {
    const kept = this.#kept.get(tabId);
    if (kept?.url !== url) return;
    kept.headers = headers;
    this.#awaited.get(tabId)?.forEach((known) => known());
  }

  /**
   * Resolves when the tab's navigation to this address is known with its header fields, at the latest after a moment.
   * Firefox may report the failure of a navigation before its beginning.
   */
  async known(tabId: number, url: string): Promise<void> {
    const kept = this.#kept.get(tabId);
    if (kept?.url === url && kept.headers.length > 0) return;
    const waiting = this.#awaited.get(tabId) ?? new Set();
    this.#awaited.set(tabId, waiting);
    await new Promise<void>((resolve) => {
      const known = () => {
        clearTimeout(timer);
        waiting.delete(known);
        resolve();
      };
      const timer = setTimeout(known, this.#late);
      waiting.add(known);
    });
    if (waiting.size === 0) this.#awaited.delete(tabId);
  }

  /** The navigation of a tab has brought a page. */
  succeeded(tabId: number): void {
    const kept = this.#kept.get(tabId);
    if (kept) kept.shown = true;
  }

  /** The tab shows the page of this address now. */
  arrived(tabId: number, url: string): void {
    const kept = this.#kept.get(tabId);
    if (kept?.shown && kept.url !== url) this.#kept.delete(tabId);
  }

  /** The tab is closed. */
  forget(tabId: number): void {
    this.#kept.delete(tabId);
  }

  /**
   * The tab's navigation to this address, null if it was not seen. Throws `relay.request-too-large`,
   * `relay.request-form` where it cannot be repeated.
   */
  take(tabId: number, url: string): PortalRequest | null {
    this.dropOld();
    const kept = this.#kept.get(tabId);
    if (!kept || kept.url !== url) return null;
    this.#kept.delete(tabId);
    const { fetchMetadata, crossSite } = beginningOf(kept);
    if (kept.method !== "POST") return { ...visit(url), crossSite, fetchMetadata };
    return {
      method: "POST",
      url,
      crossSite,
      fetchMetadata,
      origin: field(kept, "origin"),
      contentType: field(kept, "content-type"),
      body: bodyOf(kept),
    };
  }

  /**
   * Forgets what is too old or too much. Call it also a while after a navigation with a body, which may be the last
   * one.
   */
  dropOld(): void {
    let bytes = 0;
    for (const { tabId, body, size, since, shown } of [...this.#kept.values()].toReversed()) {
      if (body) bytes += size;
      const old = !shown && this.#now() - since > KEPT;
      if ((body && bytes > LIMITS.requestBody) || old) this.#kept.delete(tabId);
    }
  }
}

/** Who began a navigation. Without a word of the browser it counts as another site's. */
function beginningOf(kept: Kept): Pick<PortalRequest, "crossSite" | "fetchMetadata"> {
  const site = field(kept, "sec-fetch-site");
  const fetchMetadata = FETCH_METADATA.flatMap((name): [string, string][] => {
    const value = field(kept, name.toLowerCase());
    return value === null ? [] : [[name, value]];
  });
  return { crossSite: site === null || site === "cross-site", fetchMetadata };
}

function field({ headers }: Kept, name: string): string | null {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;
}

function sizeOf(body: SeenBody | null): number {
  const raw = (body?.raw ?? []).reduce(
    (sum, { bytes }) => sum + (bytes instanceof ArrayBuffer ? bytes.byteLength : 0),
    0,
  );
  return raw + formBody(body?.formData ?? {}).length;
}

function bodyOf(kept: Kept): Uint8Array<ArrayBuffer> {
  const { host } = new URL(kept.url);
  if (kept.size > LIMITS.requestBody) throw new VarcoError("relay.request-too-large");
  const type = mediaType(field(kept, "content-type"));
  // Browsers show the fields of a form. Of a multipart form the files are missing.
  if (kept.body?.formData) {
    if (type !== FORM_TYPE) throw new VarcoError("relay.request-form", { host });
    return new TextEncoder().encode(formBody(kept.body.formData));
  }
  const parts = (kept.body?.raw ?? []).map(({ bytes, file }) => {
    if (file !== undefined || !(bytes instanceof ArrayBuffer)) throw new VarcoError("relay.request-form", { host });
    return new Uint8Array(bytes);
  });
  return joined(parts);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}
