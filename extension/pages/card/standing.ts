import type { InsertedCard } from "../../card/view";
import { blockedPin } from "../blocked-pin";
import { errorText } from "../error-text";
import { t } from "../i18n";
import { isBlocked, pukOf } from "./possible";
import { inDays, validityOf } from "./validity";

/** Something that keeps a person from using the card as usual, now or soon. */
export type Remark =
  /** PIN and PUK are blocked: the card cannot be used online any more. */
  | { readonly about: "dead" }
  | { readonly about: "expired"; readonly notAfter: string }
  /** The PUK can unblock the PIN; or only the program of its maker, through which it works. */
  | { readonly about: "pin-blocked"; readonly through: string | undefined }
  /** One more wrong PIN blocks it. */
  | { readonly about: "last-try" }
  /** The PIN still opens the card, but nothing can unblock it once it is blocked. */
  | { readonly about: "puk-blocked" }
  | { readonly about: "not-yet-valid"; readonly notBefore: string }
  | { readonly about: "expires-soon"; readonly days: number };

/**
 * The remarks on a card, the gravest first. Where the person needs a new card, nothing else counts. `through`: the
 * program of its maker through which it works.
 */
export function remarksOf(card: InsertedCard, through: string | undefined, now: Date): readonly Remark[] {
  const { notBefore, notAfter } = card.certificate;
  if (isDead(card)) return [{ about: "dead" }];
  const validity = validityOf(card.certificate, now);
  if (validity?.state === "expired") return [{ about: "expired", notAfter }];
  const remarks: Remark[] = [];
  if (isBlocked(card.pin)) remarks.push({ about: "pin-blocked", through });
  if (isLastTry(card)) remarks.push({ about: "last-try" });
  if (isBlocked(pukOf(card))) remarks.push({ about: "puk-blocked" });
  if (validity?.state === "not-yet-valid") remarks.push({ about: "not-yet-valid", notBefore });
  if (validity?.state === "soon") remarks.push({ about: "expires-soon", days: validity.days });
  return remarks;
}

/** Whether neither PIN nor PUK has a try left. */
export function isDead(card: InsertedCard): boolean {
  return isBlocked(card.pin) && isBlocked(pukOf(card));
}

/** Whether one more wrong PIN blocks it. */
export function isLastTry({ pin }: InsertedCard): boolean {
  return !isBlocked(pin) && pin.triesLeft === 1;
}

/** Whether a remark is about PIN or PUK: what the person does with a code may change it. */
export function isAboutCodes({ about }: Remark): boolean {
  return about === "dead" || about === "pin-blocked" || about === "last-try" || about === "puk-blocked";
}

/** A remark in one sentence. */
export function remarkText(remark: Remark): string {
  switch (remark.about) {
    case "dead":
      return t("card_dead");
    case "expired":
      return errorText({ code: "certificate.expired", details: { notAfter: remark.notAfter } }).cause;
    case "pin-blocked":
      return errorText(blockedPin(remark.through)).cause;
    case "last-try":
      return t("card_last_try");
    case "puk-blocked":
      return errorText({ code: "puk.blocked", details: {} }).cause;
    case "not-yet-valid":
      return errorText({ code: "certificate.not-yet-valid", details: { notBefore: remark.notBefore } }).cause;
    case "expires-soon":
      return t("card_page_expires_soon", inDays(remark.days));
  }
}
