import { t } from "../i18n";

/** The browser finds the module when it is opened the next time. */
export function ModuleRestart() {
  return (
    <p class="notice info" data-testid="module-restart">
      {t("module_restart")}
    </p>
  );
}
