import { useEffect, useState } from "preact/hooks";
import browser from "webextension-polyfill";
import { t } from "../i18n";

/** Whether Varco has access to these sites (match patterns) already; null until that is known. */
export function useSiteAccess(sites: readonly string[]): boolean | null {
  const [allowed, setAllowed] = useState<boolean | null>(null);
  useEffect(() => {
    void browser.permissions.contains({ origins: [...sites] }).then(setAllowed);
  }, [sites.join()]);
  return allowed;
}

/** Said before and while the browser asks for access. */
export function SiteAccessNote() {
  return (
    <p class="hint" id="site-access">
      {t("site_access_note")}
    </p>
  );
}
