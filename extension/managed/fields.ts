import { LANGUAGES } from "../issuers/language";

/** What an administrator can set: one of some words, a text, or a list of texts. */
export type ManagedField =
  | { readonly kind: "choice"; readonly of: readonly string[] }
  | { readonly kind: "text"; readonly form: RegExp; readonly longest: number }
  | { readonly kind: "list"; readonly form: RegExp; readonly longest: number; readonly most: number };

/** Letters, digits, spaces and what names are written with; no control characters. */
const NAME = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u;
const HOST = String.raw`[a-z0-9]([a-z0-9.-]*[a-z0-9])?`;

/**
 * The settings of an organisation by their names in the browser's managed storage. All are flat: group policies have no
 * deeper ones. `scripts/policies` makes schema, templates and examples from this table.
 */
export const MANAGED_FIELDS = {
  /** Of all pages. */
  language: { kind: "choice", of: LANGUAGES },
  /** Match patterns of the sites that one click allows. The browser asks once for all. */
  sites: { kind: "list", form: new RegExp(String.raw`^https://(\*\.)?${HOST}/\*$`), longest: 300, most: 100 },
  /** Remembered portals: an origin, or the address of a login. */
  portals: { kind: "list", form: new RegExp(`^https://${HOST}(:[0-9]+)?(/[^?#\\s]*)?$`), longest: 300, most: 100 },
  /** The help line of the organisation. */
  helpLineName: { kind: "text", form: NAME, longest: 100 },
  helpLineNumber: { kind: "text", form: /^\+?[0-9][0-9 ()/.-]*$/, longest: 40 },
  helpLineMail: { kind: "text", form: /^[^\s@<>?&"']+@[a-z0-9.-]+$/i, longest: 200 },
  helpLineAddress: { kind: "text", form: new RegExp(`^https://${HOST}(:[0-9]+)?(/[^\\s"<>]*)?$`), longest: 500 },
} as const satisfies Record<string, ManagedField>;

export type ManagedName = keyof typeof MANAGED_FIELDS;
