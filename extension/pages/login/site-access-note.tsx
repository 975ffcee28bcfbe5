import { useEffect, useState } from "preact/hooks";
import browser from "webextension-polyfill";
import { onAccessChange } from "../../login/site-access";
import { t } from "../i18n";

/** Whether Varco already has access to these sites (match patterns); null: not known yet. */
export function useSiteAccess(sites: readonly string[]): boolean | null {
  const [allowed, setAllowed] = useState<boolean | null>(null);
  useEffect(() => {
    const ask = () => void browser.permissions.contains({ origins: [...sites] }).then(setAllowed);
    ask();
    return onAccessChange(ask);
  }, [sites.join()]);
  return allowed;
}

/** Explains the browser's question for access, before and while it is open. */
export function SiteAccessNote() {
  return (
    <p class="hint" id="site-access">
      {t("site_access_note")}
    </p>
  );
}
