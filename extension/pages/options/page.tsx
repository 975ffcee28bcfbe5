import type { Language } from "../../issuers/language";
import { Frame } from "../frame";
import { t } from "../i18n";
import { AccessSection, type AccessSectionProps } from "./access-section";
import { AboutSection } from "./about-section";
import { BadgeSection, type BadgeSectionProps } from "./badge-section";
import { LanguageSection } from "./language-section";
import { OrganisationSection } from "./organisation-section";
import { ModuleSection, type ModuleSectionProps } from "./module-section";
import { PortalsSection, type PortalsSectionProps } from "./portals-section";

interface OptionsPageProps {
  /** null: that of the browser. */
  readonly language: Language | null;
  readonly module: ModuleSectionProps;
  readonly portals: PortalsSectionProps;
  readonly access: AccessSectionProps;
  readonly badge: BadgeSectionProps;
}

/**
 * The settings: what the organisation has set, language, whether the browser uses the card by itself, portals that are
 * remembered, sites to reach, the badge on the button.
 */
export function OptionsPage({ language, module, portals, access, badge }: OptionsPageProps) {
  return (
    <Frame title={t("options_title")} here="options">
      <OrganisationSection />
      <LanguageSection chosen={language} />
      <ModuleSection {...module} />
      <PortalsSection {...portals} />
      <AccessSection {...access} />
      <BadgeSection {...badge} />
      <AboutSection />
    </Frame>
  );
}
