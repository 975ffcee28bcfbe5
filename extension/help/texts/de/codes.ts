import { steps, when, type GroupTexts } from "../../text";

export const codes: GroupTexts<"codes"> = {
  "codes-explained": {
    question: "Wozu dienen PIN und PUK?",
    words: "Codes Code CIP Bedeutung Unterschied Teile Hälften Ziffern Zahlen geheim",
    answer: [
      "Die PIN geben Sie bei jeder Anmeldung ein. Sie hat {pinMin} bis {pinMax} Ziffern.",
      "Den PUK brauchen Sie nur, um die PIN zu entsperren und eine neue zu wählen. Er hat {pukDigits} Ziffern.",
      when(
        "identification",
        "Den Code {identification} nennen Sie der Hotline am Telefon. Damit findet man Ihre Karte. Für die Anmeldung brauchen Sie ihn nicht.",
      ),
      when(
        "two-halves",
        "Die Codes bestehen aus zwei Teilen. Einen bekommen Sie am Schalter, der andere kommt {secondHalfComes}.",
      ),
      "Bewahren Sie die Codes nicht bei der Karte auf. Nennen Sie PIN und PUK niemandem.",
    ],
  },
  "second-half": {
    question: "Der zweite Teil der Codes ist nicht gekommen",
    words: "Hälfte fehlt E-Mail SMS Post angekommen warten Verspätung PIN PUK CIP Spam",
    answer: [
      "Er kommt {secondHalfComes}. Sehen Sie auch im Spam-Ordner nach.",
      "Kommt er nicht, gehen Sie wieder zu {newCodesPlace}. Nehmen Sie die Karte und einen gültigen Ausweis mit.",
      "Sie bekommen den ersten Teil neuer Codes und wählen, wie der zweite kommen soll.",
      "Ohne beide Teile können Sie sich nicht anmelden.",
    ],
  },
  "pin-wrong": {
    question: "Die PIN ist falsch: Wie viele Versuche habe ich?",
    words: "Fehler dreimal Versuch übrig verbleibend Zähler letzter",
    answer: [
      "Nach {pinTries} falschen PINs hintereinander ist die PIN gesperrt. Nach einer richtigen PIN zählt die Karte von vorn.",
      "Varco zeigt Ihnen, wie viele Versuche noch bleiben. Sie sehen es auch auf der Kartenseite.",
      "Geben Sie die PIN in Ruhe ein, Ziffer für Ziffer.",
      "Sie wissen sie nicht mehr? Hören Sie auf. Mit dem PUK können Sie eine neue wählen.",
    ],
  },
  "pin-blocked": {
    question: "Die PIN ist gesperrt: Wie entsperre ich sie?",
    words: "Sperre sperren blockiert freischalten entsperren Smartcard dreimal Fehler",
    answer: [
      "Sie brauchen den PUK. Sie haben ihn mit der PIN bekommen, als Sie die Karte aktiviert haben.",
      steps(
        "Öffnen Sie die Kartenseite und wählen Sie, die PIN zu entsperren.",
        "Geben Sie den PUK ein.",
        "Geben Sie zweimal eine neue PIN ein, die Sie sich gut merken.",
      ),
      "Geben Sie den PUK mit Sorgfalt ein. Nach {pukTries} falschen PUKs ist die Karte unbrauchbar.",
      "Sie haben den PUK nicht mehr? Verlangen Sie neue Codes bei {newCodesPlace}.",
      when("help-line", "Gelingt es nicht, rufen Sie {helpLine} an. Man fragt Sie nach {helpLineAsks}."),
    ],
  },
  "pin-forgotten": {
    question: "Ich habe die PIN vergessen",
    words: "vergessen erinnern weiß verloren Passwort wiederfinden",
    answer: [
      "Raten Sie nicht: Sonst wird sie gesperrt.",
      "Mit dem PUK wählen Sie auf der Kartenseite eine neue PIN. Meistens spielt es keine Rolle, ob die alte gesperrt ist.",
      "Haben Sie auch den PUK verloren, verlangen Sie neue Codes bei {newCodesPlace}.",
    ],
  },
  "change-pin": {
    question: "Wie ändere ich die PIN?",
    words: "ändern wechseln Wechsel tauschen neue wählen bit4id",
    answer: [
      steps(
        "Stecken Sie die Karte ein und öffnen Sie die Kartenseite.",
        "Wählen Sie, die PIN zu ändern.",
        "Geben Sie die jetzige PIN ein, dann zweimal die neue.",
      ),
      "Die neue PIN gilt sofort. Sie brauchen kein anderes Programm.",
      when("help-line", "Gelingt es nicht, rufen Sie {helpLine} an. Man fragt Sie nach {helpLineAsks}."),
    ],
  },
  "pin-rules": {
    question: "Welche PIN kann ich wählen?",
    words: "Regeln Form Ziffern Buchstaben Leerzeichen Länge zu einfach leicht gleich anders abgelehnt ungültig",
    answer: [
      steps(
        "{pinMin} bis {pinMax} Ziffern, ohne Buchstaben und ohne Leerzeichen.",
        "Anders als die bisherige PIN.",
        "Nicht zu einfach: keine wiederholte Ziffer wie 11111, keine Reihe wie 12345.",
        "Beide Male gleich eingegeben.",
      ),
      "Codes, die Sie am Bildschirm eingeben, prüft Varco, bevor es die Karte benutzt. Sie verlieren keinen Versuch.",
      "Geben Sie sie auf den Tasten eines Lesegeräts ein, prüfen Sie sie selbst: Das Lesegerät prüft wenig. Auch ein unvollständiger PUK kostet einen Versuch.",
      "Karten und USB-Sticks mit dem Programm des Herstellers haben eigene Regeln, auch mit Buchstaben. Sie stehen unter dem Feld der PIN.",
      "Lehnt die Karte die neue PIN ab, wählen Sie eine andere. Auf der Karte hat sich nichts geändert.",
      "Nehmen Sie nicht Ihr Geburtsdatum: Es ist leicht zu erraten.",
    ],
  },
  "pin-unknown": {
    question: "Die Karte kam heraus, während ich die PIN änderte: Welche gilt?",
    words: "alt neu ungewiss unterbrochen herausgezogen abgezogen unbekannt Änderung Entsperrung",
    answer: [
      "Varco kann es nicht wissen: Die Karte war weg, bevor sie antwortete.",
      steps(
        "Stecken Sie die Karte wieder ein und machen Sie den Kartentest mit der neuen PIN, nur einmal.",
        "Ist die neue PIN richtig, sind Sie fertig.",
        "Ist sie falsch oder noch gesperrt, hat sich nichts geändert. Beginnen Sie von vorn.",
      ),
      "Der Test mit einer falschen PIN kostet einen Versuch. Nach einer richtigen PIN zählt die Karte von vorn.",
    ],
  },
  "puk-wrong": {
    question: "Der PUK ist falsch: Wie viele Versuche habe ich?",
    words: "Fehler Ziffern Versuch übrig verbleibend Form",
    answer: [
      "Der PUK hat {pukDigits} Ziffern. Prüfen Sie, ob Sie ihn mit der PIN verwechselt haben.",
      when("two-halves", "Prüfen Sie auch, ob Sie beide Teile des Codes haben."),
      "Nach {pukTries} falschen PUKs hintereinander ist die Karte unbrauchbar. Varco zeigt Ihnen, wie viele Versuche bleiben.",
      "Sind Sie nicht sicher, hören Sie auf. Verlangen Sie neue Codes bei {newCodesPlace}.",
    ],
  },
  "puk-blocked": {
    question: "Der PUK ist gesperrt: Was soll ich tun?",
    words: "Sperre blockiert zehnmal entsperren Karte unbrauchbar endgültig Duplikat Widerruf",
    answer: [
      "Der PUK kann die PIN nicht mehr entsperren. Ist auch die PIN gesperrt, können Sie sich mit dieser Karte nicht mehr anmelden. Sie brauchen eine neue.",
      when(
        "help-line",
        "Rufen Sie {helpLine} an. Man prüft die Sperre und widerruft das Zertifikat der Karte für immer. Man fragt Sie nach {helpLineAsks}.",
      ),
      when("no help-line", "Verständigen Sie {body}."),
      "Beantragen Sie dann ein Duplikat bei {duplicatePlace}.",
      "Die neue Karte muss aktiviert werden. Sie bekommen neue Codes.",
    ],
  },
  "codes-lost": {
    question: "Ich habe PIN und PUK verloren",
    words: "verloren verlegt Codes Zettel Umschlag neue wiederfinden",
    answer: [
      "Gehen Sie zu {newCodesPlace}. Nehmen Sie die Karte und einen gültigen Ausweis mit.",
      when(
        "two-halves",
        "Sie bekommen den ersten Teil neuer Codes. Der zweite kommt {secondHalfComes}, ganz wie Sie möchten.",
      ),
      "Haben Sie den PUK noch? Dann brauchen Sie keinen Schalter: Wählen Sie auf der Kartenseite eine neue PIN.",
      "Hat jemand Codes und Karte zusammen gefunden, lassen Sie die Karte sofort sperren.",
    ],
  },
};
