import { LIMITS } from "../../shared/limits";
import { t } from "./i18n";

/**
 * How long a reader waits for the person who types on it. Nothing where a program of the card's maker asks: nobody
 * knows its time.
 */
export function keypadTime({ through }: { readonly through?: string | undefined }): string {
  return through === undefined ? t("keypad_time", String(LIMITS.keypadEntry / 1000)) : "";
}
