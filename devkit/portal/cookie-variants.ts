import { stringifySetCookie, type SetCookie } from "cookie";

/** Name of the cookie that holds a site's session. */
export const SESSION_COOKIE = "__Host-sessione";

/** A cookie that only its own site can set, read by no script. */
export function hostCookie(name: string, value: string, sameSite: "lax" | "none" | "strict"): string {
  return stringifySetCookie({ name, value, path: "/", secure: true, httpOnly: true, sameSite });
}

/** Takes such a cookie away again. */
export function deletedHostCookie(name: string): string {
  return stringifySetCookie({
    name,
    value: "",
    path: "/",
    secure: true,
    httpOnly: true,
    maxAge: 0,
    expires: new Date(0),
  });
}

/** Cookie that the page without a certificate sets, and that the login takes away. */
export const DELETED_BY_LOGIN = "variante-cancellata";

/**
 * One cookie of every kind, set at a login on top of the session, so that whoever hands a login over can be checked
 * against all of them. All but `variante-altro-percorso` come back at the personal page, values unchanged.
 */
export const COOKIE_VARIANTS: readonly (SetCookie & { readonly value: string })[] = [
  { name: "__Host-variante", value: "host", path: "/", secure: true, httpOnly: true },
  { name: "__Secure-variante", value: "secure", path: "/", secure: true },
  { name: "variante-http-only", value: "si", path: "/", httpOnly: true },
  { name: "variante-script", value: "visibile", path: "/" },
  { name: "variante-max-age", value: "un-ora", path: "/", maxAge: 3600 },
  { name: "variante-expires", value: "nel-2037", path: "/", expires: new Date("2037-01-01T00:00:00Z") },
  { name: "variante-strict", value: "strict", path: "/", sameSite: "strict" },
  { name: "variante-lax", value: "lax", path: "/", sameSite: "lax" },
  { name: "variante-none", value: "none", path: "/", sameSite: "none", secure: true },
  { name: "variante-senza-path", value: "predefinito" },
  { name: "variante-percorso", value: "area", path: "/area-personale" },
  { name: "variante-altro-percorso", value: "altrove", path: "/altrove" },
  { name: "variante-valore", value: encodeURIComponent('a=b&c "d" è, €; fine'), path: "/" },
  { name: "variante-virgolette", value: '"a=b:c/d"', path: "/" },
  { name: "variante-vuota", value: "", path: "/" },
];

/** Valid for the named host and all below it. */
const DOMAIN_VARIANT = { name: "variante-domain", value: "con-sottodomini" } as const;

/** The `Set-Cookie` values of all variants, of the one for the host and below, and of a deletion. */
export function variantCookies(host: string): readonly string[] {
  return [
    ...COOKIE_VARIANTS.map((cookie) => stringifySetCookie(cookie, { encode: asIs })),
    stringifySetCookie({ ...DOMAIN_VARIANT, path: "/", domain: host }),
    stringifySetCookie({ name: DELETED_BY_LOGIN, value: "", path: "/", expires: new Date(0) }),
  ];
}

/** Which variants came, with the value that was set; the deleted one with any value. */
export function variantsSeen(cookies: ReadonlyMap<string, string>): ReadonlyMap<string, boolean> {
  const kept = [...COOKIE_VARIANTS, DOMAIN_VARIANT].map(
    ({ name, value }) => [name, cookies.get(name) === value] as const,
  );
  return new Map([...kept, [DELETED_BY_LOGIN, cookies.has(DELETED_BY_LOGIN)]]);
}

const asIs = (value: string): string => value;
