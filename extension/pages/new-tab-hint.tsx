import { t } from "./i18n";

/** Tells those who do not see it that a link opens a tab of its own. */
export function NewTabHint() {
  return <span class="unseen"> ({t("nav_new_tab")})</span>;
}
