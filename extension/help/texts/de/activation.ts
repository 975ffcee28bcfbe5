import { steps, when, type GroupTexts } from "../../text";

export const activation: GroupTexts<"activation"> = {
  activate: {
    question: "Wie aktiviere ich die Karte?",
    words:
      "aktivieren Aktivierung Termin Schalter Ausweis erstes Mal neue vormerken Kosten gratis nicht aktiv freischalten CPS",
    answer: [
      "Ihre {card} wird persönlich an einem Schalter aktiviert.",
      steps(
        when("appointment", "Vereinbaren Sie einen Termin."),
        "Gehen Sie zu {activationPlace}.",
        "Nehmen Sie die Karte und einen gültigen Ausweis mit.",
        when("two-halves", "Am Schalter bekommen Sie den ersten Teil der Codes."),
        when("no two-halves", "Fragen Sie am Schalter, wie Sie PIN und PUK bekommen."),
      ),
      when("two-halves", "Der zweite Teil kommt {secondHalfComes}. Erst mit beiden Teilen können Sie sich anmelden."),
      when("free-activation", "Es kostet nichts."),
      "Niemand aktiviert Karten am Telefon oder bei Ihnen zu Hause. Wer das anbietet, will Sie betrügen.",
      when("help-line", "Haben Sie Fragen? Rufen Sie {helpLine} an."),
    ],
  },
  "must-activate": {
    question: "Muss ich die Karte aktivieren?",
    words: "Pflicht verpflichtet Arzt Apotheke Krankenhaus Ausland TEAM Europa Steuernummer ohne Aktivierung",
    answer: [
      "Nein. Die Aktivierung brauchen Sie nur für Dienste im Internet.",
      "Beim Arzt gilt eine Gesundheitskarte auch ohne Aktivierung, in Italien und in Europa. Sie gilt auch als Steuernummernkarte.",
      when(
        "exemption-card",
        "Sind Sie von Gebühren befreit? Behalten Sie auch die {exemptionCard}: Auf ihrer Rückseite stehen die Befreiungen, und die Apotheke braucht sie.",
      ),
    ],
  },
  minor: {
    question: "Kann ich die Karte meines Kindes aktivieren?",
    words: "minderjährig Minderjährige Sohn Tochter Kinder Eltern Jugendliche TreC Gesundheitsakte",
    answer: [
      when(
        "adults-only",
        "Nein. Die Karte von Minderjährigen kann niemand mehr aktivieren, auch nicht die Eltern: Das Gesetz erlaubt es nicht.",
      ),
      when(
        "no adults-only",
        "Das hängt davon ab, wer die Karte ausgegeben hat. Fragen Sie, bevor Sie zum Schalter gehen.",
      ),
      when(
        "health-record",
        "Möchten Sie die Gesundheitsdaten Ihres Kindes sehen? Für seine {healthRecord} brauchen Sie die Karte nicht mehr. Wie es geht, steht hier: {healthRecordPage}.",
      ),
      "Beim Arzt gilt die Gesundheitskarte Ihres Kindes auch ohne Aktivierung.",
    ],
  },
  "emancipated-minor": {
    question: "Ich bin unter 18, aber für volljährig erklärt: Kann ich die Karte aktivieren?",
    words: "emanzipiert emanzipierte minderjährig Emanzipation Erklärung",
    answer: [
      "Ja, gehen Sie selbst zu {activationPlace}.",
      "Außer der Karte und einem gültigen Ausweis brauchen Sie eine Erklärung, dass Sie emanzipiert sind.",
      "Sie können sie am Schalter ausfüllen und unterschreiben.",
    ],
  },
  ward: {
    question: "Ich bin Vormund: Wie aktiviere ich die Karte der Person, die ich vertrete?",
    words: "Vormundschaft Kurator Beistand Sachwalter Betreuer gesetzlicher Vertreter Eltern betreut pflegen",
    answer: [
      when("guardians", "Vormund oder Kurator können die Karte aktivieren. Bringen Sie zu {activationPlace} mit:"),
      when("no guardians", "Fragen Sie vorher, ob Sie das dürfen und was Sie brauchen. Meistens sind es:"),
      steps(
        "die Karte der Person, die Sie vertreten;",
        when("guardians", "Ihre eigene Karte;"),
        "Ihren gültigen Ausweis;",
        when(
          "guardians",
          "eine Erklärung, dass Sie Vormund oder Kurator sind: Sie können sie am Schalter ausfüllen und unterschreiben.",
        ),
        when("no guardians", "ein Schriftstück, das Ihre Aufgabe belegt."),
      ),
      when(
        "help-line",
        "Sind Sie Sachwalter (amministratore di sostegno)? Rufen Sie vorher {helpLine} an und fragen Sie, wie es geht.",
      ),
    ],
  },
  "cannot-come": {
    question: "Ich kann nicht zum Schalter: Wer kann die Karte für mich aktivieren?",
    words:
      "Vollmacht bevollmächtigen Vertretung krank Krankheit Gesundheit behindert alt verhindert pflegen Formulare vorübergehend",
    answer: [
      when(
        "delegation",
        "Können Sie länger als drei Monate nicht kommen, wegen der Gesundheit oder der Familie? Dann dürfen Sie jemanden schicken.",
      ),
      when(
        "delegation",
        "Füllen Sie vorher die Vollmacht, zwei Anträge für die Codes und zwei für das Lesegerät aus. Die Person bringt mit:",
      ),
      when(
        "no delegation",
        "Fragen Sie, ob jemand anders für Sie gehen darf und welche Formulare nötig sind. Meistens bringt diese Person mit:",
      ),
      steps(
        when("delegation", "die Formulare, die Sie unterschrieben haben;"),
        when("no delegation", "eine Vollmacht, die Sie unterschrieben haben;"),
        "Ihre Karte;",
        "eine Kopie Ihres gültigen Ausweises;",
        when("delegation", "die eigene Karte;"),
        "den eigenen gültigen Ausweis.",
      ),
      when(
        "two-halves",
        "Den ersten Teil der Codes bekommt diese Person. Der zweite kommt zu Ihnen, so wie Sie es im Formular gewählt haben.",
      ),
      when("help-line", "Sind Sie nur kürzer verhindert, oder brauchen Sie die Formulare? Rufen Sie {helpLine} an."),
    ],
  },
  "in-a-home": {
    question: "Ich bin im Altersheim, im Krankenhaus oder im Gefängnis: Wer aktiviert die Karte?",
    words:
      "Pflegeheim Seniorenheim Heim Haft Gefangene Häftling Direktor ärztlicher Leiter gesetzlicher Vertreter Vollmacht Aufenthalt",
    answer: [
      when("delegation", "Sie können die Leitung der Einrichtung bevollmächtigen, in der Sie leben:"),
      when(
        "no delegation",
        "Fragen Sie, ob die Leitung der Einrichtung für Sie zum Schalter gehen darf. Meistens ist das:",
      ),
      steps(
        "im Altersheim oder bei langem Krankenhausaufenthalt die ärztliche Leitung;",
        "in einem betreuten Wohnheim der gesetzliche Vertreter des Heims;",
        "im Gefängnis der Direktor.",
      ),
      when(
        "delegation",
        "Nötig sind dieselben Formulare und Ausweise wie bei jeder Vollmacht. Dazu kommt die Kopie eines Dokuments, das die Aufgabe dieser Person belegt.",
      ),
      when("two-halves", "Der zweite Teil der Codes kommt zu Ihnen. Ohne ihn können Sie sich nicht anmelden."),
    ],
  },
  "activation-fails": {
    question: "Am Schalter lässt sich meine Karte nicht aktivieren",
    words: "Aktivierung unmöglich Fehler defekt kaputt Störung Duplikat Ersatz",
    answer: [
      "Dann ist der Chip der Karte defekt. Sie brauchen eine neue Karte.",
      steps(
        "Beantragen Sie ein Duplikat bei {duplicatePlace}.",
        "Wenn es da ist, zerschneiden Sie die alte Karte und werfen Sie sie weg.",
        "Gehen Sie wieder zum Schalter und aktivieren Sie die neue Karte.",
      ),
    ],
  },
  "activated-in-vain": {
    question: "Ich habe die Karte aktiviert, kann mich aber nicht anmelden",
    words: "aktiviert Aktivierung beantragt funktioniert nicht Zugang Problem Test",
    answer: [
      when(
        "two-halves",
        "Haben Sie auch den zweiten Teil der Codes? Solange er fehlt, können Sie sich nicht anmelden.",
      ),
      "Machen Sie den Kartentest. Varco lässt die Karte etwas Harmloses unterschreiben und prüft die Unterschrift.",
      "Gelingt der Test, sind Karte und Lesegerät in Ordnung. Dann liegt es am Portal oder an der Verbindung.",
      when(
        "help-line",
        "Gelingt er nicht, rufen Sie {helpLine} an. Man fragt Sie nach {helpLineAsks}. Halten Sie auch bereit: {helpLineAsksForTrouble}.",
      ),
      when("no help-line", "Gelingt er nicht, verständigen Sie {body}."),
      "Ist die Karte defekt, beantragen Sie ein Duplikat bei {duplicatePlace}. Aktivieren Sie es dann.",
    ],
  },
};
