import { t } from "./i18n";

/** Tells screen readers that a link opens a new tab. */
export function NewTabHint() {
  return <span class="unseen"> ({t("nav_new_tab")})</span>;
}
