import type { InsertedCard } from "../../card/view";
import { issuerOf } from "../../issuers/table";
import { language } from "../i18n";

/** The issuer's name for the card, with a capital letter. */
export function cardName({ certificate }: InsertedCard): string {
  const name = issuerOf(certificate.issuer).card[language()];
  return name.slice(0, 1).toLocaleUpperCase(language()) + name.slice(1);
}
