import { steps, type GroupTexts } from "../../text";

export const portal: GroupTexts<"portal"> = {
  "portal-without-card": {
    question: "Das Portal fragt nicht nach der Karte",
    words: "nimmt nicht Schaltfläche fehlt Adresse https falsche Seite startet nicht",
    answer: [
      "Vielleicht sind Sie auf einer Seite, die keine Karte verwendet.",
      steps(
        "Gehen Sie zur Anmeldeseite des Portals zurück.",
        "Suchen Sie eine Schaltfläche mit Gesundheitskarte, Bürgerkarte, CPS, CNS oder Smartcard.",
        "Drücken Sie sie. Öffnet Varco sich nicht, drücken Sie die Varco-Schaltfläche in der Leiste des Browsers.",
      ),
      "Varco arbeitet nur mit Adressen, die mit https:// beginnen.",
      "Manche Portale nehmen keine Karte. Dort melden Sie sich mit SPID oder der elektronischen Identitätskarte an.",
    ],
  },
  "portal-refuses": {
    question: "Das Portal lehnt meine Karte ab",
    words: "Fehler Zertifikat abgelehnt nicht angenommen verweigert widerrufen gesperrt abgelaufen Aussteller Liste",
    answer: [
      "Prüfen Sie auf der Kartenseite, ob die Karte noch gilt.",
      "Haben Sie sie sperren oder widerrufen lassen? Dann lehnen die Portale sie ab.",
      "Machen Sie den Kartentest. Gelingt er, sind Karte und PIN in Ordnung.",
      "Manche Portale nehmen nur Karten bestimmter Stellen. Fragen Sie das Portal, ob es Ihre nimmt.",
    ],
  },
  "every-page": {
    question: "Das Portal will die Karte auf jeder Seite",
    words: "Modul PKCS#11 OpenSC immer wiederholt Zertifikat Browser selbst einschalten Einstellungen jedes Mal",
    answer: [
      "Karte und PIN sind in Ordnung. Bei diesem Portal muss aber der Browser die Karte selbst verwenden.",
      "Drücken Sie in den Einstellungen von Varco „Karte im Browser verwenden“. Öffnen Sie den Browser neu, wenn Varco es sagt.",
      "Ab dann fragt der Browser nach der PIN.",
      "Das geht unter Linux mit Firefox, Chrome und Chromium. Es geht nicht, wenn der Browser mit Snap oder Flatpak installiert ist.",
      "Ist auf dem Computer auch OpenSC? Dann fragt der Browser zweimal nach der PIN derselben Karte. Geben Sie sie beide Male ein.",
    ],
  },
  "start-again": {
    question: "Die Anmeldung wurde unterbrochen: Was soll ich tun?",
    words: "abgebrochen Abbruch Zeit abgelaufen zwei Minuten beendet neu beginnen andere Seite",
    answer: [
      "Das macht nichts: Gehen Sie zur Seite des Portals zurück und beginnen Sie neu. Sie haben keinen Versuch verloren.",
      "Varco wartet zwei Minuten auf die PIN. Suchen Sie zuerst die Codes, dann beginnen Sie.",
      "Lässt Sie eine Seite des Portals wählen, wie es weitergeht? Dann wartet Varco fünf Minuten.",
      "Jede Anmeldung gilt für eine einzige Website. Wechselt das Portal auf eine andere, beginnen Sie dort neu.",
    ],
  },
  "step-back": {
    question: "Varco bittet mich, eine Seite zurückzugehen",
    words: "wiederholen zurück Formular gesendet Daten Datei Anhang zu groß Schritt",
    answer: [
      "Das Portal erwartete Daten, die der Browser schon gesendet hatte. Varco hat sie nicht gesehen.",
      steps("Gehen Sie eine Seite zurück.", "Drücken Sie noch einmal die Schaltfläche des Portals."),
      "Wollten Sie eine Datei oder viele Daten senden? Melden Sie sich zuerst an und senden Sie dann.",
    ],
  },
  "signature-again": {
    question: "Warum muss ich die PIN zweimal eingeben?",
    words: "noch einmal zweites Mal wieder Unterschrift Verbindung geschlossen",
    answer: [
      "Das Portal hat die Verbindung beendet. Nun soll die Karte noch einmal unterschreiben.",
      "Varco behält die PIN nicht. Deshalb fragt es Sie wieder.",
      "Geschieht das bei einem Portal immer, sagen Sie es dem Portal.",
    ],
  },
  "site-access": {
    question: "Der Browser fragt, ob Varco auf die Website zugreifen darf",
    words: "Erlaubnis Berechtigung Zugriff erlauben verweigert zulassen Daten Website",
    answer: [
      "Erlauben Sie es. Sonst kann Varco Sie nicht zum Portal zurückbringen.",
      "Die Erlaubnis gilt nur für dieses Portal.",
      "Sie endet mit der Anmeldung, außer Varco soll sich das Portal merken.",
      "Haben Sie Nein gesagt? Beginnen Sie die Anmeldung neu: Der Browser fragt wieder.",
    ],
  },
  "portal-trouble": {
    question: "Das Portal antwortet nicht oder meldet einen Fehler",
    words:
      "Server unerreichbar Verbindung Netz Internet langsam Störung Fehler Timeout unterbrochen Cookies Weiterleitung Proxy Büro",
    answer: [
      "Meistens ist das eine Störung des Portals oder des Netzes. An Ihrer Karte liegt es nicht.",
      "Erklärt das Portal den Fehler, zeigt Varco, was das Portal schreibt.",
      steps(
        "Prüfen Sie, ob sich andere Websites öffnen.",
        "Versuchen Sie es in ein paar Minuten wieder.",
        "Schickt das Portal Sie immer von einer Seite zur anderen? Löschen Sie seine Cookies und versuchen Sie es wieder.",
      ),
      "Varco nimmt wie der Browser den Proxy aus den Einstellungen dieses Computers. Nennt der Fehler einen Proxy, fragen Sie die Netzverwaltung.",
      "Firefox kann einen eigenen Proxy haben: Dann bietet Varco unter dem Fehler an, ihn zu verwenden.",
      "Geschieht es noch einmal, sagen Sie es dem Portal. Geben Sie ihm die Angaben, die Varco unter dem Fehler zeigt.",
    ],
  },
  "unsafe-site": {
    question: "Varco sagt, dass die Website nicht sicher ist",
    words: "falsch Betrug Phishing Zertifikat Server abgelaufen anderer Name Verschlüsselung TLS Vertrauen Gefahr",
    answer: [
      "Machen Sie nicht weiter: Die Website kann gefälscht oder falsch eingerichtet sein.",
      "Varco hat angehalten, um Sie zu schützen. Die PIN bleibt sicher: Keine Website bekommt sie je.",
      "Prüfen Sie, ob das Datum des Computers stimmt. Ist es falsch, wirkt auch eine gute Website abgelaufen.",
      "Prüfen Sie die Adresse, Buchstabe für Buchstabe. Ist sie richtig, sagen Sie es dem Portal.",
    ],
  },
};
