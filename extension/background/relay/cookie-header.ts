import type { HeldCookie, TabCookies } from "../contracts";

/** What the browser said of the navigation that is repeated. */
export interface Navigation {
  readonly method: "GET" | "POST";
  /** Whether another site began it. True where nobody saw who did. */
  readonly crossSite: boolean;
}

/**
 * The text of the `Cookie` field for a request, null without cookies. What SameSite keeps from a foreign site's request
 * stays out of it. A cookie whose SameSite the browser hides counts as Lax.
 */
export function cookieHeader(cookies: readonly HeldCookie[], navigation: Navigation): string | null {
  const sent = cookies.filter(({ sameSite }) => !isHeldBack(sameSite, navigation));
  if (sent.length === 0) return null;
  return sent.map(({ name, value }) => (name === "" ? value : `${name}=${value}`)).join("; ");
}

function isHeldBack(sameSite: HeldCookie["sameSite"], { method, crossSite }: Navigation): boolean {
  if (!crossSite) return false;
  return sameSite === "strict" || ((sameSite === "lax" || sameSite === null) && method !== "GET");
}

/**
 * Joins the browser's own `Cookie` field, which is complete, with what its cookie store tells of the cookies in it.
 * Without a field the store's list, longest path first, as RFC 6265 §5.4 wants.
 */
export function heldCookies({ field, stored }: TabCookies): HeldCookie[] {
  if (field === null) return [...stored].sort((a, b) => b.path.length - a.path.length);
  return field
    .split("; ")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const [, name = "", value = pair] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
      const known = stored.find((cookie) => cookie.name === name && cookie.value === value);
      return { name, value, sameSite: known?.sameSite ?? null };
    });
}
