import { t } from "../i18n";
import { SitesSection } from "./sites-section";

export interface AccessSectionProps {
  /** Match patterns of the sites that the person has let Varco reach. */
  readonly sites: readonly string[];
  /** The one that was taken back last. */
  readonly takenBack: string | null;
  readonly takeBack: (site: string) => Promise<void>;
}

/** The sites that Varco may reach, remembered or not, and the button to take each back. */
export function AccessSection({ sites, takenBack, takeBack }: AccessSectionProps) {
  return (
    <SitesSection
      heading={t("options_access_heading")}
      none={t("options_access_none")}
      sites={sites}
      nameOf={nameOf}
      button={t("options_take_back")}
      describe={(site) => t("options_take_back_site", nameOf(site))}
      remove={takeBack}
      removed={takenBack}
      tell={(site) => t("options_taken_back", nameOf(site))}
    />
  );
}

/** Without the `/*` of match patterns. */
function nameOf(pattern: string): string {
  const site = pattern.replace(/\/\*$/, "");
  return site.endsWith("//*") ? t("options_access_all") : site;
}
