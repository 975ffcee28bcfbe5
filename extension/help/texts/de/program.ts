import { steps, when, type GroupTexts } from "../../text";

export const program: GroupTexts<"program"> = {
  "program-missing": {
    question: "Varco sagt, dass das Programm fehlt",
    words: "installieren Host Erweiterung starten nicht gefunden Installation herunterladen",
    answer: [
      "Die Erweiterung allein kann die Karte nicht lesen. Dazu gehört das Programm Varco, das Sie ein einziges Mal installieren.",
      steps(
        "Installieren Sie das Programm Varco auf diesem Computer.",
        "Schließen Sie alle Fenster des Browsers und öffnen Sie ihn wieder.",
        "Öffnen Sie die Willkommensseite: Die erste Prüfung muss grün sein.",
      ),
      "Ist es schon installiert? Nehmen Sie Erweiterung und Programm aus derselben Quelle und installieren Sie beide neu.",
    ],
  },
  snap: {
    question: "Mein Browser ist ein Snap oder ein Flatpak: Geht das?",
    words: "Ubuntu Firefox Chromium Sandbox Erlaubnis Paket",
    answer: [
      "Mit dem Firefox von Ubuntu ja. Er fragt ein einziges Mal, ob Varco sein Programm starten darf: Erlauben Sie es.",
      "Haben Sie Nein gesagt? Geben Sie in einem Terminal ein: „flatpak permission-set webextensions it.varco.host snap.firefox yes“.",
      "Ein Flatpak-Browser braucht dazu das Programm „xdg-native-messaging-proxy“.",
      "Mit diesen Browsern melden Sie sich immer auf der Seite von Varco an. Geht es nicht, nehmen Sie einen normal installierten Browser.",
    ],
  },
  "program-trouble": {
    question: "Das Programm Varco ist stehen geblieben",
    words: "Absturz abgestürzt Fehler intern hängt unerwartet neu starten",
    answer: [
      steps(
        "Versuchen Sie es noch einmal.",
        "Geschieht es wieder, schließen Sie den Browser und öffnen Sie ihn wieder.",
        "Hilft das nicht, starten Sie den Computer neu.",
      ),
      "Bleibt das Problem? Melden Sie es und schicken Sie den Bericht mit, den Sie auf der Kartenseite finden.",
    ],
  },
  versions: {
    question: "Erweiterung und Programm Varco passen nicht zusammen",
    words: "Version aktualisieren Update Protokoll alt verschieden",
    answer: [
      "Sie haben verschiedene Versionen und verstehen einander nicht.",
      "Aktualisieren Sie das ältere von beiden. Wissen Sie nicht, welches das ist, aktualisieren Sie beide.",
      "Schließen Sie dann den Browser und öffnen Sie ihn wieder.",
    ],
  },
  "install-trouble": {
    question: "Ich kann das Programm Varco nicht installieren",
    words:
      "Installation deinstallieren Fehler Berechtigung Ordner Datei Administrator root sudo Windows Schwierigkeiten",
    answer: [
      "Für sich allein können Sie es ohne besondere Rechte installieren. Für alle Benutzer installiert es die Person, die den Computer verwaltet.",
      "Sagt Varco, dass eine Datei nicht zu lesen oder zu schreiben ist? Prüfen Sie, wem der Ordner gehört.",
      "Enthält der Name des Ordners von Varco seltsame Zeichen, geben Sie ihm einen einfachen Namen.",
      "Unter Windows klicken Sie doppelt auf das heruntergeladene Paket von Varco.",
    ],
  },
  "no-drivers": {
    question: "Muss ich Treiber oder das Programm bit4id installieren?",
    words:
      "Treiber CardOS Middleware Internet Explorer Windows XP McAfee Virenschutz vbscript Handbuch einrichten Zertifikat importieren Software",
    answer: [
      "Nein. Varco spricht selbst mit Lesegerät und Karte. Sie müssen keine Zertifikate importieren und im Browser nichts einstellen.",
      "Auch die PIN ändern und entsperren Sie mit Varco, auf der Kartenseite.",
      "Alte Anleitungen für Internet Explorer, Windows XP oder McAfee brauchen Sie hier nicht.",
      "Haben Sie schon das Programm, das zur Karte gehört? Sie können es behalten. Schließen Sie es, während Sie Varco benutzen.",
      when("reader", "Nur auf dem Mac braucht das weiße Lesegerät {reader} manchmal seinen Treiber."),
    ],
  },
  "ask-for-help": {
    question: "Wen frage ich um Hilfe?",
    words: "Hilfe Hotline Hilfestelle Grüne Nummer Telefon Kontakt Unterstützung Problem melden Bericht anrufen",
    answer: [
      when("help-line", "Zu Karte und Codes rufen Sie {helpLine} an. Man fragt Sie nach {helpLineAsks}."),
      when("help-line", "Funktioniert etwas nicht, halten Sie auch bereit: {helpLineAsksForTrouble}."),
      when("no help-line", "Für Karte und Codes ist zuständig, wer sie ausgegeben hat. Verständigen Sie {body}."),
      "Bei einem Problem mit Varco kopieren Sie den Bericht auf der Kartenseite. Er nennt die Fehler, nicht Ihren Namen und nicht Ihre Nummern.",
      "Niemand braucht Ihre PIN, um Ihnen zu helfen. Nennen Sie sie nie.",
    ],
  },
  language: {
    question: "Wie ändere ich die Sprache von Varco?",
    words: "Italienisch Deutsch Englisch italiano English Sprachen Einstellungen wechseln",
    answer: [
      "In den Einstellungen von Varco wählen Sie Italienisch, Deutsch oder Englisch. Ohne Wahl nimmt Varco die Sprache des Browsers.",
    ],
  },
};
