import type { HeaderList } from "../../../shared/messages";
import { encodeForm } from "./form-encoding";
import type { HandOverForm } from "../../login/view";
import { mediaType } from "./media-type";

export const FORM_TYPE = "application/x-www-form-urlencoded";

/** A request to the portal that the host is to send in the browser's place. */
export interface PortalRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string | null;
  /** The `Origin` field that the browser would send. */
  readonly origin: string | null;
  /** Whether another site began it. True where nobody saw who did. */
  readonly crossSite: boolean;
  /** The fields by which the browser says who began it (`Sec-Fetch-…`), empty where nobody saw them. */
  readonly fetchMetadata: HeaderList;
}

const NOTHING = new Uint8Array();

/** What browsers say of a navigation that a page of the same origin begins (Fetch Metadata, §2). */
const FROM_SAME_ORIGIN: HeaderList = [
  ["Sec-Fetch-Site", "same-origin"],
  ["Sec-Fetch-Mode", "navigate"],
  ["Sec-Fetch-Dest", "document"],
];

/** A plain visit of an address, which a page of the same origin begins. */
export function visit(url: string): PortalRequest {
  return {
    method: "GET",
    url,
    body: NOTHING,
    contentType: null,
    origin: null,
    crossSite: false,
    fetchMetadata: FROM_SAME_ORIGIN,
  };
}

/** A visit that nobody saw begin. */
export function unseenVisit(url: string): PortalRequest {
  return { ...visit(url), crossSite: true, fetchMetadata: [] };
}

/**
 * The request by which a form on a page of the same origin is sent. A GET form replaces the query (HTML, form
 * submission algorithm).
 */
export function formRequest({ action, method, fields, encoding }: HandOverForm): PortalRequest {
  const url = new URL(action);
  const encoded = encodeForm(fields, encoding);
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
  if (method !== "POST" || mediaType(contentType) !== FORM_TYPE) return null;
  return { action: url, method, ...fieldsOf(new TextDecoder().decode(body)) };
}

/** Where the escaped bytes are not UTF-8, each byte counts as a character, so that the same bytes are sent later. */
function fieldsOf(encoded: string): Pick<HandOverForm, "fields" | "encoding"> {
  const fields = [...new URLSearchParams(encoded)];
  if (!fields.flat().some((text) => text.includes("\ufffd"))) return { fields, encoding: "utf-8" };
  const decoder = new TextDecoder("windows-1252");
  const bytewise = encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    encodeURIComponent(decoder.decode(Uint8Array.of(Number.parseInt(hex, 16)))),
  );
  return { fields: [...new URLSearchParams(bytewise)], encoding: decoder.encoding };
}

/** The address as a server is told it. */
export function withoutFragment(url: string): string {
  const address = new URL(url);
  address.hash = "";
  return address.href;
}
