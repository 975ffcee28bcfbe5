import type { ForeignForm } from "../../login/view";
import { t } from "../i18n";

/** Says that a form of another website goes to the portal with the card. */
export function ForeignFormNote({ from }: ForeignForm) {
  return (
    <p class="notice info" data-testid="foreign-form">
      {from === null ? t("foreign_form_unknown") : t("foreign_form", from)}
    </p>
  );
}
