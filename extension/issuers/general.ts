import type { CodeRules, Issuer, Link } from "./issuer";

/** The rules for every CNS (CNS file system and functional specification). */
export const CNS_CODES: CodeRules = {
  pin: { min: 5, max: 8, tries: 3 },
  puk: { digits: 8, tries: 10 },
  identification: null,
  secondHalf: null,
};

/** The national site of SPID. */
export const SPID: Link = { text: "spid.gov.it", href: "https://www.spid.gov.it" };

/** Stands for any issuer without an entry of its own: only what is true of every CNS. */
export const general: Issuer = {
  id: "general",
  name: { it: "Un altro ente", de: "Eine andere Stelle", en: "Another body" },
  recognisedBy: [],
  body: {
    it: "l'ente che ti ha dato la carta",
    de: "die Ausgabestelle der Karte",
    en: "the body that issued your card",
  },
  card: { it: "carta (CNS)", de: "Karte (CNS)", en: "card (CNS)" },
  reader: null,
  helpLine: null,
  places: {
    activation: {
      it: "uno sportello dell'ente che ti ha dato la carta",
      de: "einem Schalter der Ausgabestelle",
      en: "a counter of the body that issued your card",
    },
    newCodes: {
      it: "uno sportello dell'ente che ti ha dato la carta",
      de: "einem Schalter der Ausgabestelle",
      en: "a counter of the body that issued your card",
    },
    duplicate: {
      it: "uno sportello dell'ente che ti ha dato la carta",
      de: "einem Schalter der Ausgabestelle",
      en: "a counter of the body that issued your card",
    },
  },
  codes: CNS_CODES,
  practices: [],
  codeCard: null,
  exemptionCard: null,
  healthRecord: null,
  spid: SPID,
};
