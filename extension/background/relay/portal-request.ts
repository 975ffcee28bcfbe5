import type { HandOverForm } from "../../login/view";

export const FORM_TYPE = "application/x-www-form-urlencoded";

/** A request to the portal that the host is to send in the browser's place. */
export interface PortalRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string | null;
  /** The `Origin` field that the browser would send. */
  readonly origin: string | null;
  /** Whether the browser said that another site began it. */
  readonly crossSite: boolean;
}

const NOTHING = new Uint8Array();

/** A plain visit of an address. */
export function visit(url: string): PortalRequest {
  return { method: "GET", url, body: NOTHING, contentType: null, origin: null, crossSite: false };
}

/**
 * The request by which a form on a page of the same origin is sent. A GET form replaces the query (HTML, form
 * submission algorithm).
 */
export function formRequest({ action, method, fields }: HandOverForm): PortalRequest {
  const url = new URL(action);
  const encoded = new URLSearchParams(fields.map(([name, value]) => [name, value])).toString();
  if (method === "GET") {
    url.search = encoded;
    return visit(url.href);
  }
  return {
    ...visit(url.href),
    method,
    body: new TextEncoder().encode(encoded),
    contentType: FORM_TYPE,
    origin: url.origin,
  };
}

/** The other way round: the form that sends the same body, null if that is no form. */
export function requestForm({ method, url, body, contentType }: PortalRequest): HandOverForm | null {
  if (method !== "POST" || contentType?.split(";")[0]?.trim().toLowerCase() !== FORM_TYPE) return null;
  return { action: url, method, fields: [...new URLSearchParams(new TextDecoder().decode(body))] };
}

/** The address as a server is told it. */
export function withoutFragment(url: string): string {
  const address = new URL(url);
  address.hash = "";
  return address.href;
}
