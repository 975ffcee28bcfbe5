import { when, type GroupTexts } from "../../text";

export const ways: GroupTexts<"ways"> = {
  "other-ways": {
    question: "Can I log in without the card or the reader?",
    words: "SPID CIE electronic identity card Security Card alternative phone mobile tablet travel",
    answer: [
      "Yes. Many portals also take SPID and the electronic identity card (CIE).",
      when(
        "code-card",
        "There is also the {codeCard}. It is handy when you are on the move or do not have card and reader with you.",
      ),
      "You can have several ways to log in: the card goes on working.",
    ],
  },
  spid: {
    question: "What is SPID and how do I get it?",
    words: "digital identity levels password provider Poste Infocert TIM credentials public system",
    answer: [
      "SPID is a user name with a password that is valid for all public services on the internet.",
      "Sensitive services also ask for a code on the phone or for another device.",
      "You get SPID from companies that the State has authorised. The list is here: {spidPage}.",
      "First they have to identify you: in person, by video or online. Online you can use your {card}, if it is activated.",
      "SPID does not replace the card. You can use both.",
    ],
  },
  "code-card": {
    question: "What is the {codeCard}?",
    words: "codes one-time single use travel mobile phone tablet alternative",
    answer: [
      "It is another way to log in, with codes that work only once.",
      "It helps if you are on the move, have no computer set up, or do not have the card with you.",
      when("help-line", "To learn how to get it, call {helpLine}."),
    ],
  },
};
