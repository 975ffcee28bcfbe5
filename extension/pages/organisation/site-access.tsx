import browser from "webextension-polyfill";
import { t } from "../i18n";
import { useSiteAccess } from "../login/site-access-note";
import { organisation } from "./organisation";

/**
 * One click for access to all sites that the organisation has named. No policy can give it: the person answers the
 * browser's question, once. Nothing where there are no such sites.
 */
export function OrganisationSiteAccess() {
  const { sites } = organisation();
  const allowed = useSiteAccess(sites);
  if (sites.length === 0 || allowed === null) return null;
  return (
    <div data-testid="organisation-sites">
      <p role="status">{t(allowed ? "organisation_sites_allowed" : "organisation_sites")}</p>
      <ul>
        {sites.map((site) => (
          <li key={site}>
            <bdi>{site.replace(/\/\*$/, "")}</bdi>
          </li>
        ))}
      </ul>
      {!allowed && (
        <p class="buttons">
          <button type="button" onClick={() => void browser.permissions.request({ origins: [...sites] })}>
            {t("organisation_sites_allow")}
          </button>
        </p>
      )}
    </div>
  );
}
