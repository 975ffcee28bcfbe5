import { t } from "../i18n";
import { SitesSection } from "./sites-section";

export interface PortalsSectionProps {
  /** Origins of the remembered portals. */
  readonly portals: readonly string[];
  /** The portal forgotten last. */
  readonly forgotten: string | null;
  readonly forget: (origin: string) => Promise<void>;
}

/** The portals that log in with the card, and the button to forget each. */
export function PortalsSection({ portals, forgotten, forget }: PortalsSectionProps) {
  return (
    <SitesSection
      heading={t("options_remembered_heading")}
      none={t("options_remembered_none")}
      sites={portals}
      button={t("options_forget")}
      describe={(origin) => t("options_forget_portal", origin)}
      remove={forget}
      removed={forgotten}
      tell={(origin) => t("options_forgotten", origin)}
    />
  );
}
