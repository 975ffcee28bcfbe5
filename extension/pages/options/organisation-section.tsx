import { t } from "../i18n";
import { OrganisationHelpLine } from "../organisation/help-line";
import { organisation } from "../organisation/organisation";
import { OrganisationSiteAccess } from "../organisation/site-access";

/** What the organisation has set: it cannot be changed here. Nothing where it has set nothing. */
export function OrganisationSection() {
  const { language, sites, portals, helpLine, broken } = organisation();
  const isSet = language !== null || sites.length > 0 || portals.length > 0 || helpLine !== null;
  if (!isSet && broken.length === 0) return null;
  return (
    <section data-testid="organisation">
      <h2>{t("organisation_heading")}</h2>
      {isSet && <p>{t("organisation_note")}</p>}
      {broken.length > 0 && (
        <div class="notice warning">
          <p>{t("organisation_broken", broken.join(", "))}</p>
        </div>
      )}
      {portals.length > 0 && (
        <>
          <p>{t("organisation_portals")}</p>
          <ul>
            {portals.map((portal) => (
              <li key={portal}>
                <bdi>{portal}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      <OrganisationSiteAccess />
      <OrganisationHelpLine />
    </section>
  );
}
