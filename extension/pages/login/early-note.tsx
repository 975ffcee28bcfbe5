import { t } from "../i18n";
import type { Composure } from "./composure";

/** Says that a press came too early. It stands below the buttons: they must not move. */
export function EarlyNote({ wasPressedEarly }: Composure) {
  return (
    <p class="hint" role="status" data-testid="early">
      {wasPressedEarly ? t("pressed_early") : ""}
    </p>
  );
}
