import { steps, when, type GroupTexts } from "../../text";

export const start: GroupTexts<"start"> = {
  "what-i-need": {
    question: "Was brauche ich, um mich mit der Karte anzumelden?",
    words:
      "Voraussetzungen Computer anfangen beginnen installieren Programm Windows Mac Linux Firefox Chrome Chromium System",
    answer: [
      "Sie brauchen vier Dinge: die aktivierte Karte, ihre PIN, ein Kartenlesegerät und Varco.",
      "Varco hat zwei Teile: die Erweiterung im Browser und ein kleines Programm auf dem Computer.",
      "Es läuft unter Linux mit Firefox, Chrome und Chromium. Auf dem Mac ist es wenig erprobt. Unter Windows ist es noch nicht mit einem echten Lesegerät erprobt.",
      "Die Willkommensseite prüft Programm, Lesegerät und Karte. Fehlt etwas, sagt sie Ihnen, was zu tun ist.",
    ],
  },
  "how-to-login": {
    question: "Wie melde ich mich mit der Karte bei einem Portal an?",
    words: "Anmeldung einloggen Login Zugang benutzen Anleitung Website Schaltfläche",
    answer: [
      steps(
        "Schließen Sie das Lesegerät an und stecken Sie die Karte ein, mit dem Chip voran.",
        "Öffnen Sie das Portal und wählen Sie die Anmeldung mit Gesundheitskarte, Bürgerkarte, CPS oder CNS.",
        "Die Seite von Varco öffnet sich. Prüfen Sie, ob sie die Adresse des richtigen Portals zeigt.",
        "Geben Sie die PIN ein und drücken Sie „Anmelden“.",
        "Fragt der Browser, ob Varco auf die Website zugreifen darf, erlauben Sie es.",
        "Ziehen Sie die Karte erst heraus, wenn Sie wieder beim Portal sind.",
      ),
      "Die Seite von Varco öffnet sich nicht? Drücken Sie die Varco-Schaltfläche in der Leiste des Browsers.",
    ],
  },
  "what-is-cns": {
    question: "Was ist eine CNS?",
    words:
      "Nationale Servicekarte Carta Nazionale dei Servizi Bürgerkarte CPS TS-CNS goldener Chip digitale Identität Bedeutung",
    answer: [
      "CNS steht für Carta Nazionale dei Servizi. Diese Karte sagt öffentlichen Websites, wer Sie sind.",
      "In ihrem Chip steckt ein Zertifikat, also ein Ausweis für das Internet mit Ihrem Namen.",
      "Auch die Gesundheitskarte mit dem goldenen Chip ist eine CNS. Andere CNS sind USB-Sticks.",
      "Mit der CNS sehen Sie Ihre Daten und nutzen Dienste von Gemeinden, Regionen und Staat im Internet.",
    ],
  },
  "free-reader": {
    question: "Was ist {reader} und wie bekomme ich es?",
    words: "Lesegerät gratis kostenlos Geschenk erhalten bestellen kaufen Familie weiß",
    answer: [
      "{reader} ist ein Kartenlesegerät. Es ist kostenlos: Jede Familie kann eines haben.",
      "Verlangen Sie es am Schalter, wenn Sie die Karte aktivieren.",
      "Varco läuft auch mit anderen Lesegeräten für Smartcards. Haben Sie schon eines, versuchen Sie es zuerst damit.",
      when("help-line", "Mehr erfahren Sie unter {helpLine}."),
    ],
  },
};
