import { t } from "../i18n";
import type { Composure } from "./composure";

/**
 * Says that a press came too early, and that the server is still being asked (`checked` false). It stands below the
 * buttons and keeps its place when it is empty: they must not move.
 */
export function EarlyNote({
  wasPressedEarly,
  checked = true,
}: Pick<Composure, "wasPressedEarly"> & { readonly checked?: boolean }) {
  return (
    <div role="status" class="early" data-testid="early">
      {!checked && <p class="waiting">{t("probing")}</p>}
      {wasPressedEarly && <p class="hint">{t("pressed_early")}</p>}
    </div>
  );
}
