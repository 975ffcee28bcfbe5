import type { ErrorValue } from "../../shared/errors";
import type { ModuleState } from "../module/view";

/** The browser's own way into the portal, as far as one login is concerned. */
export interface ModuleOfferView {
  readonly state:
    /** The browser has no way of its own, or the person has chosen to log in here. The page says nothing of it. */
    | "none"
    | Exclude<ModuleState, "unavailable" | "unseen" | "usable" | "leaving">
    | "turning-on"
    /** The browser can open the portal with the card. */
    | "open"
    /** The browser has been at the portal without the card, and keeps to that for a while. */
    | "without-card"
    /** The browser has just tried, and the portal did not open. */
    | "in-vain";
  /** Why it could not be turned on. */
  readonly problem: ErrorValue | null;
}
