import type { ForeignForm } from "../../login/view";
import type { PortalRequest } from "../relay/portal-request";

/** The form that another website sends with this request, null where it sends none. */
export function foreignForm({ method, crossSite, origin }: PortalRequest): ForeignForm | null {
  if (method !== "POST" || !crossSite) return null;
  // A page that hides where it is has the origin "null".
  return { from: origin !== null && URL.canParse(origin) ? new URL(origin).host : null };
}
