import { when, type GroupTexts } from "../../text";

export const ways: GroupTexts<"ways"> = {
  "other-ways": {
    question: "Kann ich mich ohne Karte oder ohne Lesegerät anmelden?",
    words:
      "SPID CIE elektronische Identitätskarte Personalausweis Security Card Alternative Telefon Handy Tablet unterwegs",
    answer: [
      "Ja. Viele Portale nehmen auch SPID und die elektronische Identitätskarte (CIE).",
      when(
        "code-card",
        "Es gibt auch die {codeCard}. Sie ist praktisch, wenn Sie unterwegs sind oder Karte und Lesegerät nicht dabeihaben.",
      ),
      "Sie können mehrere Wege zur Anmeldung haben: Die Karte gilt weiter.",
    ],
  },
  spid: {
    question: "Was ist SPID und wie bekomme ich es?",
    words: "digitale Identität Stufen Passwort Anbieter Poste Infocert TIM Zugangsdaten öffentliches System",
    answer: [
      "SPID ist ein Benutzername mit Passwort, der für alle öffentlichen Dienste im Internet gilt.",
      "Heikle Dienste verlangen dazu einen Code auf dem Telefon oder ein anderes Gerät.",
      "SPID bekommen Sie bei Firmen, die der Staat zugelassen hat. Die Liste steht hier: {spidPage}.",
      "Vorher prüft man, wer Sie sind: persönlich, per Video oder im Internet. Im Internet geht das mit Ihrer {card}, wenn sie aktiviert ist.",
      "SPID ersetzt die Karte nicht. Sie können beides verwenden.",
    ],
  },
  "code-card": {
    question: "Was ist die {codeCard}?",
    words: "Codes einmalig Einmalcodes unterwegs Reise mobil Handy Tablet Alternative",
    answer: [
      "Sie ist ein anderer Weg zur Anmeldung, mit Codes, die nur einmal gelten.",
      "Sie hilft, wenn Sie unterwegs sind, keinen eingerichteten Computer haben oder die Karte nicht dabeihaben.",
      when("help-line", "Wie Sie sie bekommen, erfahren Sie unter {helpLine}."),
    ],
  },
};
