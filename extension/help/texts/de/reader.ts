import { steps, when, type GroupTexts } from "../../text";

export const reader: GroupTexts<"reader"> = {
  "no-reader": {
    question: "Varco findet das Lesegerät nicht",
    words: "Leser angeschlossen abgezogen USB Buchse Anschluss Licht erkennt sieht fehlt",
    answer: [
      steps(
        "Ziehen Sie das Lesegerät ab und stecken Sie es wieder an.",
        "Probieren Sie eine andere USB-Buchse, direkt am Computer.",
        "Schließen Sie den Browser und öffnen Sie ihn wieder.",
        "Probieren Sie das Lesegerät, wenn möglich, an einem anderen Computer.",
      ),
      "Sobald das Lesegerät funktioniert, bemerkt Varco es von selbst.",
    ],
  },
  "reader-service": {
    question: "Der Smartcard-Dienst läuft nicht",
    words: "pcscd Dienst aktiv starten systemctl Daemon System",
    answer: [
      "Ein kleiner Dienst des Computers verbindet Programme und Lesegerät. Er steht gerade still.",
      "Starten Sie zuerst den Computer neu.",
      "Unter Linux muss das Paket „pcscd“ installiert sein. Es startet mit „sudo systemctl start pcscd.socket“.",
      "Wissen Sie nicht, wie das geht, fragen Sie jemanden, der sich um den Computer kümmert.",
    ],
  },
  "not-allowed": {
    question: "Der Computer lässt mich die Karte nicht benutzen",
    words: "Erlaubnis verboten verweigert polkit Fernzugriff entfernt ssh Desktop Administrator",
    answer: [
      "Meistens geschieht das beim Arbeiten aus der Ferne. Setzen Sie sich an den Computer, an dem das Lesegerät hängt.",
      "Sitzen Sie schon dort, brauchen Sie die Erlaubnis der Person, die den Computer verwaltet.",
      "Für Administratoren: Eine Regel von polkit muss „access_pcsc“ und „access_card“ von pcsc-lite erlauben.",
    ],
  },
  "reader-too-old": {
    question: "Das Lesegerät kann mit dieser Karte nicht umgehen",
    words: "alt lange Befehle APDU extended unverträglich anderes",
    answer: [
      "Die Karte ist in Ordnung. Das Lesegerät gibt aber die langen Befehle nicht weiter, die sie braucht.",
      "Nehmen Sie ein anderes, neueres Lesegerät. Im Handel heißt das „extended APDU“.",
    ],
  },
  "reader-faulty": {
    question: "Mein Lesegerät ist defekt",
    words: "kaputt tauschen ersetzen neues Smarty Ersatz Umtausch",
    answer: [
      "Probieren Sie zuerst eine andere USB-Buchse und, wenn möglich, einen anderen Computer.",
      when(
        "reader",
        "Ist {reader} defekt, gehen Sie zu {activationPlace}. Mit der Karte und einem gültigen Ausweis bekommen Sie ein neues.",
      ),
      "Jedes andere Lesegerät für Smartcards mit USB-Stecker geht auch.",
    ],
  },
  keypad: {
    question: "Mein Lesegerät hat Tasten: Wo gebe ich die PIN ein?",
    words: "Tastatur Tastenfeld Pinpad Display Anzeige Zeit abgelaufen abgebrochen",
    answer: [
      "Wenn Varco es sagt, geben Sie die Codes auf den Tasten des Lesegeräts ein. Auf dem Bildschirm ist dann kein Feld.",
      "So läuft die PIN nicht einmal durch den Computer.",
      "Zum Abbrechen drücken Sie die Abbruchtaste des Lesegeräts.",
      "Haben Sie abgebrochen, oder war die Zeit um? Beginnen Sie in Ruhe neu. Sie verlieren keinen Versuch.",
      "Funktionieren die Tasten mit dieser Karte nicht, nehmen Sie ein anderes Lesegerät.",
    ],
  },
  mac: {
    question: "Ich benutze einen Mac: Was muss ich wissen?",
    words: "Apple macOS OSX iMac MacBook Safari Treiber weißes Lesegerät",
    answer: [
      "Der Mac hat den Smartcard-Dienst schon. Nehmen Sie Firefox oder Chrome: Mit Safari läuft Varco nicht.",
      "Auf dem Mac ist Varco wenig erprobt.",
      when("reader", "Das weiße Lesegerät {reader} braucht manchmal seinen eigenen Treiber."),
      "Findet Varco das Lesegerät nicht, ziehen Sie es ab und stecken Sie es wieder an. Beenden Sie dann den Browser und öffnen Sie ihn wieder.",
    ],
  },
  linux: {
    question: "Ich benutze Linux: Was muss ich wissen?",
    words: "Ubuntu Debian Fedora OpenSUSE Mint pcscd Paket p11-kit",
    answer: [
      "Sie brauchen das Paket „pcscd“, mit dem Lesegeräte funktionieren.",
      "Varco läuft mit Firefox, Chrome und Chromium. Das Programm des Kartenherstellers brauchen Sie nicht.",
      "Ist der Browser mit Snap oder Flatpak installiert, gibt es dazu eine eigene Antwort.",
    ],
  },
};
