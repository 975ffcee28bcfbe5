import { steps, when, type GroupTexts } from "../../text";

export const start: GroupTexts<"start"> = {
  "what-i-need": {
    question: "What do I need to log in with the card?",
    words: "requirements computer start begin install program Windows Mac Linux Firefox Chrome Chromium system",
    answer: [
      "You need four things: the activated card, its PIN, a card reader and Varco.",
      "Varco has two parts: the extension in the browser and a small program on the computer.",
      "It works on Linux with Firefox, Chrome and Chromium. On the Mac it has hardly been tested. On Windows it has not been tested with a real reader yet.",
      "The welcome page checks the program, the reader and the card. If something is missing, it tells you what to do.",
    ],
  },
  "how-to-login": {
    question: "How do I log in to a portal with the card?",
    words: "login sign in access enter use instructions site button",
    answer: [
      steps(
        "Plug in the reader and insert the card, chip first.",
        "Open the portal and choose to log in with tessera sanitaria (health card), CPS or CNS.",
        "The page of Varco opens. Check that it shows the address of the portal you wanted.",
        "Type the PIN and press “Log in”.",
        "If the browser asks whether Varco may access the site, say yes.",
        "Wait until you are back on the portal before you take out the card.",
      ),
      "If the page of Varco does not open, press the Varco button in the toolbar of the browser.",
    ],
  },
  "what-is-cns": {
    question: "What is a CNS?",
    words:
      "National Services Card Carta Nazionale dei Servizi Provincial Services Card CPS TS-CNS golden chip digital identity meaning",
    answer: [
      "CNS stands for Carta Nazionale dei Servizi. It is a card that tells public websites who you are.",
      "Its chip holds a certificate, which is an identity document for the internet with your name.",
      "The Italian health card with the golden chip is a CNS too. Other CNS are USB sticks.",
      "With a CNS you see your data and use the online services of towns, regions and the State.",
    ],
  },
  "free-reader": {
    question: "What is {reader} and how do I get it?",
    words: "card reader free gift receive request buy family household white",
    answer: [
      "{reader} is a card reader. It is free: every household can have one.",
      "Ask for it at the counter when you activate the card.",
      "Varco works with other smart card readers too. If you already have one, try that first.",
      when("help-line", "To know more, call {helpLine}."),
    ],
  },
};
