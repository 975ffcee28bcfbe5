import type { X509Certificate } from "node:crypto";
import type { VirtualCard } from "../card/index";
import { issueCardCertificate } from "../pki/card-certificate";
import type { Authority } from "../pki/authority";
import { rsaKey } from "../pki/keys";
import type { InventedPerson } from "../pki/people";
import { cardOf } from "../stage/card";
import { birthOf } from "./codice-fiscale";
import type { CardFile } from "./schema";

export interface CardIssuers {
  readonly cards: Authority;
  readonly foreign: Authority;
  /** Folder that keeps the cards' keys: a card has the same key in every run. */
  readonly folder: string;
}

export interface DescribedCard {
  readonly card: VirtualCard;
  /** Its certificate, though a card that was not activated does not hold it. */
  readonly certificate: X509Certificate;
}

/** Makes the virtual card that a card file describes. */
export async function makeCardOf(file: CardFile, { cards, foreign, folder }: CardIssuers): Promise<DescribedCard> {
  const { holder, cardNumber, activated, pin, puk } = file;
  const { issuer, subject, keySize, validFrom: notBefore, validUntil: notAfter } = file.certificate;
  const birth = birthOf(holder.codiceFiscale) ?? { birthDate: "", sex: "F" };
  const person: InventedPerson = { ...holder, ...birth, cardNumber };
  const issued = await issueCardCertificate(issuer === "foreign" ? foreign : cards, {
    person,
    pair: await rsaKey(`card-${cardNumber}`, keySize, folder),
    validity: { notBefore, notAfter },
    subject,
  });
  const card = cardOf(person, issued, {
    pin: pin.code,
    puk: puk.code,
    ...(pin.triesLeft === undefined ? {} : { pinTriesLeft: pin.triesLeft }),
    ...(puk.triesLeft === undefined ? {} : { pukTriesLeft: puk.triesLeft }),
    ...(activated ? {} : { certificate: null }),
  });
  return { card, certificate: issued.certificate };
}
