import { when, type GroupTexts } from "../../text";

export const safety: GroupTexts<"safety"> = {
  frauds: {
    question: "Jemand ruft mich an oder kommt ins Haus wegen der Karte",
    words: "Betrug Betrüger Anruf Besuch Tür zu Hause Fragebogen persönliche Daten falscher Mitarbeiter Polizei",
    answer: [
      "Das ist ein Betrugsversuch. Niemand kommt ins Haus, um Karten zu aktivieren oder zu übergeben: Die neue Gesundheitskarte kommt nur mit der Post. Und niemand fragt nach Ihren Codes.",
      "Beantworten Sie keine Fragen und geben Sie die Karte nicht her. Legen Sie auf oder schließen Sie die Tür.",
      "Verständigen Sie sofort die Polizei oder die Carabinieri.",
      when("help-line", "Melden Sie es dann auch unter {helpLine}."),
      "Haben Sie jemandem schon die Codes genannt? Ändern Sie sofort die PIN, oder lassen Sie die Karte sperren.",
    ],
  },
  "pin-safe": {
    question: "Was macht Varco mit meiner PIN und meinen Daten?",
    words: "Sicherheit Datenschutz Privatsphäre speichert merkt Spion persönliche vertrauen Internet",
    answer: [
      "Varco gibt die PIN der Karte und vergisst sie dann. Es schreibt sie nirgends auf und schickt sie nicht ins Internet.",
      "Verwendet der Browser die Karte selbst, bleibt die PIN im Speicher von Varco. Varco vergisst sie, wenn Sie die Karte herausziehen oder zehn Minuten nicht verwenden, und spätestens eine Stunde nach der Eingabe.",
      "Das Portal bekommt nur das Zertifikat der Karte, mit Ihrem Namen und Ihrer Steuernummer.",
      "Varco verbindet sich nur mit Portalen, die Sie selbst öffnen. Sonst bekommt niemand Daten.",
      "Varco speichert auf diesem Computer die Adressen der Portale, bei denen Sie sich angemeldet haben, um Sie auf neue hinzuweisen. Die aus privaten Fenstern speichert es nicht.",
      "Geben Sie die PIN nur an drei Orten ein: auf Seiten von Varco, am Lesegerät oder im Fenster des Browsers für die Karte.",
    ],
  },
};
