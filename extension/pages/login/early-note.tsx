import { t } from "../i18n";
import type { Composure } from "./composure";

/**
 * Says that a press came too early, and that the server is still being asked (`checked` false). It stands below the
 * buttons: they must not move.
 */
export function EarlyNote({
  wasPressedEarly,
  checked = true,
}: Pick<Composure, "wasPressedEarly"> & { readonly checked?: boolean }) {
  return (
    <div role="status" data-testid="early">
      {!checked && <p class="waiting">{t("probing")}</p>}
      {wasPressedEarly && <p class="hint">{t("pressed_early")}</p>}
    </div>
  );
}
