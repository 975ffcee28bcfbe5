import { t } from "../i18n";

/** Tells that the browser finds the module at its next start. */
export function ModuleRestart() {
  return (
    <p class="notice info" data-testid="module-restart">
      {t("module_restart")}
    </p>
  );
}
