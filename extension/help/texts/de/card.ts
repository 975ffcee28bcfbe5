import { steps, when, type GroupTexts } from "../../text";

export const card: GroupTexts<"card"> = {
  "no-card": {
    question: "Varco sieht die Karte nicht",
    words: "einstecken eingesteckt herausgezogen fehlt keine Chip umdrehen Kontakt findet erkennt",
    answer: [
      steps(
        "Stecken Sie die Karte ganz hinein, mit dem Chip voran.",
        "Geschieht nichts, ziehen Sie sie heraus, drehen Sie sie um und versuchen Sie es wieder.",
        "Lassen Sie sie im Lesegerät, bis Varco fertig ist.",
      ),
      "Wurde die Karte zu früh herausgezogen, stecken Sie sie wieder ein und beginnen Sie neu. Varco zeigt Ihnen, wie viele Versuche für die PIN bleiben.",
      "Sagt Varco, dass das Lesegerät die Karte per Funk liest, stecken Sie sie in den Schlitz: auflegen genügt nicht.",
    ],
  },
  "card-busy": {
    question: "Ein anderes Programm benutzt die Karte",
    words: "belegt besetzt gleichzeitig Unterschrift Signatur bit4id schließen",
    answer: [
      "Die Karte kann nur mit einem Programm auf einmal sprechen.",
      steps(
        "Schließen Sie andere Programme, die die Karte benutzen, zum Beispiel das zum Unterschreiben.",
        "Schließen Sie auch andere Browser.",
        "Versuchen Sie es wieder. Hilft das nicht, ziehen Sie die Karte heraus und stecken Sie sie wieder ein.",
      ),
    ],
  },
  "several-cards": {
    question: "Ich habe mehrere Karten oder Lesegeräte",
    words: "zwei viele verschiedene wählen Familie Karten",
    answer: [
      "Sie können alle angeschlossen lassen. Varco fragt, welche Karte Sie verwenden möchten.",
      "Prüfen Sie den Namen des Inhabers, bevor Sie die PIN eingeben: Jede Karte hat ihre eigene.",
      "Sind Sie nicht sicher, lassen Sie nur die Karte stecken, die Sie brauchen.",
    ],
  },
  "unknown-card": {
    question: "Varco erkennt meine Karte nicht",
    words:
      "unbekannt Art Modell falsche CIE elektronische Identitätskarte Personalausweis Bankomat Bankkarte unterstützt",
    answer: [
      "Varco liest Gesundheitskarten mit Chip, die CPS und andere CNS.",
      "Die elektronische Identitätskarte und die Bankkarte sind keine CNS: Hier funktionieren sie nicht.",
      "Manche CNS sind neu. Ist das Programm, das zur Karte gehört, auf dem Computer, benutzt Varco sie damit.",
      "Sie können das Modell melden. Kopieren Sie dazu den Bericht auf der Kartenseite: Er enthält weder Ihren Namen noch Ihre Nummern.",
    ],
  },
  "maker-program": {
    question: "Meine Karte oder mein USB-Stick funktioniert mit dem Programm des Herstellers",
    words:
      "PKCS#11 Modul Middleware bit4id OpenSC SafeNet Athena Aruba InfoCert Actalis USB-Stick Token stürzt ab hängt",
    answer: [
      "Karten und USB-Sticks, die Varco nicht kennt, funktionieren mit dem Programm ihres Herstellers, wenn es auf dem Computer ist. Varco findet es selbst.",
      "Dieses Programm läuft getrennt: Wenn es hängt oder abstürzt, hält Varco es an und sagt es Ihnen. Der Browser läuft weiter.",
      "Ziehen Sie die Karte oder den Stick heraus, stecken Sie sie wieder ein und versuchen Sie es noch einmal. Hilft das nicht, aktualisieren Sie das Programm des Herstellers.",
      "Ist die PIN gesperrt, entsperren Sie sie in diesem Programm: Varco kann das nicht. Auch den PUK können Sie nur dort benutzen.",
    ],
  },
  "card-faulty": {
    question: "Die Karte antwortet nicht oder scheint defekt",
    words: "Zertifikat kaputt beschädigt schmutzig Chip funktioniert nicht unlesbar Fehler Duplikat Ersatz",
    answer: [
      steps(
        "Ziehen Sie die Karte heraus und wischen Sie den Chip mit einem trockenen Tuch ab.",
        "Stecken Sie sie wieder ein, mit dem Chip voran.",
        "Versuchen Sie es mit einer anderen USB-Buchse oder einem anderen Lesegerät.",
        "Machen Sie den Kartentest: Er sagt Ihnen, ob die Karte funktioniert.",
      ),
      when(
        "help-line",
        "Gelingt der Test nicht, rufen Sie {helpLine} an. Man fragt Sie nach {helpLineAsks}. Halten Sie auch bereit: {helpLineAsksForTrouble}.",
      ),
      when("no help-line", "Gelingt der Test nicht, verständigen Sie {body}."),
      "Eine defekte Karte muss widerrufen werden. Beantragen Sie dann ein Duplikat bei {duplicatePlace}. Auch dieses muss aktiviert werden.",
    ],
  },
  barcode: {
    question: "Der Magnetstreifen oder der Strichcode ist nicht lesbar",
    words: "Barcode Rückseite Apotheke defekt beschädigt entmagnetisiert Balken",
    answer: [
      "Für die Anmeldung zählt nur der Chip. Mit Varco können Sie die Karte also weiter benutzen.",
      "Für Arzt und Apotheke brauchen Sie eine neue. Beantragen Sie ein Duplikat bei {duplicatePlace}.",
      when("help-line", "Ist die Karte aktiviert, rufen Sie vorher {helpLine} an und lassen Sie sie widerrufen."),
      when("no help-line", "Ist die Karte aktiviert, lassen Sie sie vorher widerrufen. Verständigen Sie {body}."),
      when("identification", "Für den Widerruf fragt man Sie nach dem Code {identification}."),
      "Die neue Karte muss wieder aktiviert werden.",
    ],
  },
  "lost-card": {
    question: "Ich habe die Karte verloren, oder sie wurde gestohlen",
    words: "Verlust Diebstahl gestohlen entwendet gefunden Anzeige sperren",
    answer: [
      when(
        "help-line",
        "Ist sie aktiviert, rufen Sie sofort {helpLine} an. Lassen Sie sie vorübergehend sperren oder widerrufen.",
      ),
      when(
        "no help-line",
        "Ist sie aktiviert, lassen Sie sie sofort vorübergehend sperren oder widerrufen. Verständigen Sie {body}.",
      ),
      when("identification", "Halten Sie den Code {identification} bereit."),
      "Hoffen Sie, sie wiederzufinden? Lassen Sie sie vorübergehend sperren: Das lässt sich aufheben. Ein Widerruf gilt für immer.",
      "Finden Sie sie nicht? Ist sie aktiviert, lassen Sie sie zuerst widerrufen. Beantragen Sie dann ein Duplikat bei {duplicatePlace}. Die neue Karte muss aktiviert werden.",
    ],
  },
  suspend: {
    question: "Wie lasse ich die Karte sperren, widerrufen oder wieder einschalten?",
    words: "Sperre aussetzen Aussetzung Widerruf widerrufen reaktivieren Reaktivierung Zertifikat ungültig Vollmacht",
    answer: [
      "Eine vorübergehend gesperrte Karte lässt sich wieder einschalten. Eine widerrufene Karte funktioniert nie mehr.",
      when("help-line", "Rufen Sie {helpLine} an und sagen Sie, was Sie möchten."),
      when("no help-line", "Verständigen Sie {body}."),
      when("identification", "Halten Sie den Code {identification} bereit."),
      when(
        "revocation-by-proxy",
        "Auch jemand anders kann für Sie zu {activationPlace} gehen. Diese Person bringt mit:",
      ),
      steps(
        when("revocation-by-proxy", "zwei Exemplare der Vollmacht, von Ihnen unterschrieben;"),
        when("revocation-by-proxy", "Ihre Karte und eine Kopie Ihres gültigen Ausweises;"),
        when("revocation-by-proxy", "die eigene Karte und den eigenen gültigen Ausweis."),
      ),
    ],
  },
  expired: {
    question: "Die Karte ist abgelaufen oder läuft bald ab",
    words: "Ablauf Verfall erneuern Erneuerung alte Zertifikat Datum Gültigkeit Ersatz",
    answer: [
      "Auf der Kartenseite sehen Sie, bis wann das Zertifikat gilt. Danach lehnen die Portale es meistens ab.",
      "Die neue Gesundheitskarte kommt mit der Post zu Ihnen nach Hause.",
      "Die neue Karte muss aktiviert werden, auch wenn es die alte schon war. Sie bekommen neue Codes.",
      "Aktivieren Sie sie möglichst, bevor die alte abläuft.",
      when("help-line", "Die neue Karte kommt nicht? Rufen Sie {helpLine} an."),
      when("no help-line", "Die neue Karte kommt nicht? Verständigen Sie {body}."),
    ],
  },
  "not-yet-valid": {
    question: "Varco sagt, dass die Karte noch nicht gültig ist",
    words: "Zertifikat Datum Uhr Uhrzeit Computer Zukunft gültig ab",
    answer: [
      "Fast immer stimmt das Datum des Computers nicht. Prüfen und berichtigen Sie es.",
      "Stimmt das Datum, warten Sie auf den Tag, den Varco Ihnen zeigt.",
    ],
  },
  "old-cards": {
    question: "Was mache ich mit den alten Karten?",
    words: "wegwerfen zerschneiden aufheben Salus Card blau grün Steuernummer Befreiung Ticket",
    answer: [
      "Kommt die neue Karte, prüfen Sie, ob Name und Daten stimmen.",
      "Dann zerschneiden Sie die alte Steuernummernkarte, und die alte Gesundheitskarte, wenn sie nie aktiviert war. Werfen Sie sie weg.",
      "Ist die alte Karte aktiviert? Aktivieren Sie zuerst die neue. Behalten Sie die alte, bis Sie sich mit der neuen anmelden können. Dann zerschneiden Sie auch die alte und werfen Sie sie weg.",
      when(
        "exemption-card",
        "Sind Sie von Gebühren befreit? Behalten Sie die {exemptionCard}: Die Apotheke verlangt sie mit dem Rezept. Sonst werfen Sie auch diese weg.",
      ),
    ],
  },
  "wrong-data": {
    question: "Die Daten auf der Karte sind falsch",
    words: "Fehler Name Nachname Geburt Personalien berichtigen Agentur der Einnahmen",
    answer: [
      "Die Daten der Gesundheitskarte kommen vom Steueramt.",
      "Gehen Sie zu einem Amt der Agentur der Einnahmen (Agenzia delle Entrate), mit der Karte und einem gültigen Ausweis.",
      "Man schickt Ihnen eine richtige Karte nach Hause.",
      "Ist Ihre CNS keine Gesundheitskarte, verständigen Sie die Stelle, die sie ausgegeben hat.",
    ],
  },
  "other-region": {
    question: "Kann ich eine Karte aus einer anderen Region verwenden?",
    words: "CNS außerhalb Provinz regionale CRS Lombardei Bozen Südtirol Venetien anderswo beliebige",
    answer: [
      "Ja. Die Portale des Trentino nehmen jede aktivierte CNS, auch aus anderen Regionen. Andere Portale entscheiden selbst.",
      "Die Karte wird in der Region aktiviert, die sie ausgegeben hat.",
      "Beim ersten Mal fragt das Portal vielleicht nach weiteren Daten, zum Beispiel Handynummer und E-Mail.",
    ],
  },
  "usb-token": {
    question: "Kann ich einen USB-Stick mit CNS-Zertifikat verwenden?",
    words: "Token Stick Business Key digital Handelskammer Unterschrift Signatur",
    answer: [
      "Ja, wenn er ein CNS-Zertifikat enthält. Stecken Sie ihn an: Varco zeigt ihn wie ein Lesegerät mit eingesteckter Karte.",
      "Kennt Varco den Stick nicht, benutzt es ihn mit dem Programm des Herstellers. Installieren Sie es, wenn es fehlt.",
      "Sonst hilft das Handbuch des Sticks. Fragen können Sie auch dort, wo Sie ihn bekommen haben.",
    ],
  },
  "no-signature": {
    question: "Kann ich mit der Karte Dokumente unterschreiben?",
    words: "digitale Unterschrift Signatur signieren PDF Vertrag",
    answer: [
      "Mit der Gesundheitskarte nicht. Sie weist Sie aus und enthält keine digitale Unterschrift.",
      "Andere CNS können auch die Unterschrift enthalten, zum Beispiel die der Handelskammern.",
      "Varco unterschreibt nie Dokumente. Nehmen Sie dafür das Programm, das zur Karte gehört.",
    ],
  },
};
