import { CNS_CODES, SPID } from "./general";
import type { Issuer } from "./issuer";

/**
 * Autonomous Province of Trento: CPS, a health card with CNS. The authorities that issue its certificates are in the
 * Italian list of trust services: "Provincia Autonoma di Trento - CA Cittadini" (Postecom 2010 and 2015, Poste Italiane
 * 2017) and "Provincia autonoma Trento - CA Cittadini" (Actalis 2012). All else is from the Province's pages on the
 * card.
 */
export const trento: Issuer = {
  id: "trento",
  name: { it: "Provincia autonoma di Trento", de: "Autonome Provinz Trient", en: "Autonomous Province of Trento" },
  recognisedBy: [/^provincia autonoma (di )?trento\b/i],
  body: {
    it: "la Provincia autonoma di Trento",
    de: "die Autonome Provinz Trient",
    en: "the Autonomous Province of Trento",
  },
  card: { it: "tessera sanitaria (CPS)", de: "Gesundheitskarte (CPS)", en: "health card (CPS)" },
  reader: "Smarty",
  helpLine: {
    number: "800 22 80 40",
    tel: "tel:800228040",
    asks: {
      it: "nome e cognome, codice fiscale e un telefono o un indirizzo e-mail",
      de: "Ihrem Namen, Ihrer Steuernummer und einer Telefonnummer oder E-Mail-Adresse",
      en: "your name, your codice fiscale and a phone number or e-mail address",
    },
    asksForTrouble: {
      it: "il codice CIP, il numero di serie stampato sulla carta, il sistema del computer e il browser",
      de: "den Code CIP, die aufgedruckte Seriennummer der Karte, das System des Computers und den Browser",
      en: "the CIP code, the serial number printed on the card, your computer system and your browser",
    },
  },
  places: {
    activation: {
      it: "uno sportello abilitato del Trentino",
      de: "einem zuständigen Schalter im Trentino",
      en: "an authorised counter in Trentino",
    },
    newCodes: {
      it: "uno sportello abilitato del Trentino",
      de: "einem zuständigen Schalter im Trentino",
      en: "an authorised counter in Trentino",
    },
    duplicate: {
      it: "un distretto dell'Azienda sanitaria (APSS) o un ufficio dell'Agenzia delle Entrate",
      de: "einem Bezirk des Sanitätsbetriebs (APSS) oder einem Amt der Agentur der Einnahmen",
      en: "an office of the health service (APSS) or of the Agenzia delle Entrate",
    },
  },
  codes: {
    ...CNS_CODES,
    identification: "CIP",
    secondHalf: { it: "per e-mail o per SMS", de: "per E-Mail oder SMS", en: "by e-mail or text message" },
  },
  practices: [
    "appointment",
    "free-activation",
    "adults-only",
    "emancipated-minors",
    "guardians",
    "delegation",
    "revocation-by-proxy",
  ],
  codeCard: "Security Card",
  exemptionCard: "Salus Card",
  healthRecord: {
    name: "TreC",
    forParents: {
      text: "apss.tn.it",
      href: "https://www.apss.tn.it/Servizi-e-Prestazioni/Accesso-alla-TreC-di-un-minore",
    },
  },
  spid: SPID,
};
