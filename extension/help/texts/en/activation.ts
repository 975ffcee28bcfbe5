import { steps, when, type GroupTexts } from "../../text";

export const activation: GroupTexts<"activation"> = {
  activate: {
    question: "How do I activate the card?",
    words: "activate activation appointment counter document first time new book cost free not active CPS",
    answer: [
      "You activate your {card} in person, at a counter.",
      steps(
        when("appointment", "Make an appointment."),
        "Go to {activationPlace}.",
        "Take the card and a valid identity document with you.",
        when("two-halves", "At the counter you get the first part of the codes."),
        when("no two-halves", "Ask at the counter how you will get PIN and PUK."),
      ),
      when("two-halves", "The second part comes {secondHalfComes}. You can log in only when you have both parts."),
      when("free-activation", "There is nothing to pay."),
      "Nobody activates cards by phone or at your home. Anybody who offers to is a fraudster.",
      when("help-line", "If you have questions, call {helpLine}."),
    ],
  },
  "must-activate": {
    question: "Do I have to activate the card?",
    words: "obligation compulsory mandatory doctor pharmacy hospital abroad EHIC Europe tax code without activation",
    answer: [
      "No. You need activation only for services on the internet.",
      "A health card is valid for medical care in Italy and in Europe even if you never activate it. It is also your codice fiscale (tax code) card.",
      when(
        "exemption-card",
        "Are you exempt from charges? Keep the {exemptionCard} too: it says so on the back, and pharmacies need it.",
      ),
    ],
  },
  minor: {
    question: "Can I activate the card of my son or daughter?",
    words: "minor child children kid teenager under 18 parent parents TreC medical record",
    answer: [
      when(
        "adults-only",
        "No. The card of a minor can no longer be activated, not even by a parent: the law does not allow it.",
      ),
      when("no adults-only", "It depends on who issued the card. Ask before you go to the counter."),
      when(
        "health-record",
        "Do you want to see the health data of your child? For the {healthRecord} of a child you no longer need the card. This page says how: {healthRecordPage}.",
      ),
      "For medical care the health card of your child is valid without activation.",
    ],
  },
  "emancipated-minor": {
    question: "I am under 18 but emancipated: can I activate the card?",
    words: "emancipated minor emancipation declaration",
    answer: [
      "Yes, go yourself to {activationPlace}.",
      "Besides the card and a valid identity document you need a declaration that you are emancipated.",
      "You can fill it in and sign it at the counter.",
    ],
  },
  ward: {
    question: "I am a guardian: how do I activate the card of the person I represent?",
    words: "guardian guardianship curator curatorship support administrator legal representative parent assist elderly",
    answer: [
      when("guardians", "A guardian or curator can activate the card. Take with you to {activationPlace}:"),
      when("no guardians", "First ask whether you can activate it and which documents you need. Usually these are:"),
      steps(
        "the card of the person you represent;",
        when("guardians", "your own card;"),
        "your own valid identity document;",
        when(
          "guardians",
          "a declaration that you are guardian or curator: you can fill it in and sign it at the counter.",
        ),
        when("no guardians", "a document that proves your role."),
      ),
      when(
        "help-line",
        "Are you a support administrator (amministratore di sostegno)? Call {helpLine} first and ask what to do.",
      ),
    ],
  },
  "cannot-come": {
    question: "I cannot go to the counter: who can activate the card for me?",
    words: "delegate delegation proxy ill illness sick health disabled elderly unable caring forms temporarily",
    answer: [
      when(
        "delegation",
        "If you cannot come for more than three months, for health or family reasons, you can send somebody you trust.",
      ),
      when(
        "delegation",
        "First fill in and sign the proxy form, two requests for the codes and two for the reader. The person brings:",
      ),
      when(
        "no delegation",
        "Ask whether somebody else may go for you and which forms you need. Usually the person brings:",
      ),
      steps(
        when("delegation", "the forms that you signed;"),
        when("no delegation", "a proxy that you signed;"),
        "your card;",
        "a copy of your valid identity document;",
        when("delegation", "their own card;"),
        "their own valid identity document.",
      ),
      when(
        "two-halves",
        "The person gets the first part of the codes. The second comes to you, in the way you chose on the form.",
      ),
      when("help-line", "If it is for a shorter time, or if you need the forms, call {helpLine}."),
    ],
  },
  "in-a-home": {
    question: "I am in a care home, in hospital or in prison: who activates the card?",
    words:
      "nursing home residence long stay patient inmate prisoner jail director medical head legal representative proxy",
    answer: [
      when("delegation", "You can give a proxy to the head of the place you are in:"),
      when(
        "no delegation",
        "Ask whether the head of the place you are in may go to the counter for you. Usually that is:",
      ),
      steps(
        "in a care home or a long hospital stay, the medical director;",
        "in an assisted residence, its legal representative;",
        "in prison, the director.",
      ),
      when(
        "delegation",
        "You need the same forms and documents as for every proxy, and a copy of a document that proves their role.",
      ),
      when("two-halves", "The second part of the codes comes to you. Without it you cannot log in."),
    ],
  },
  "activation-fails": {
    question: "At the counter my card cannot be activated",
    words: "activation impossible error faulty broken defective duplicate replacement",
    answer: [
      "Then the chip of the card is faulty. You need a new card.",
      steps(
        "Ask for a duplicate at {duplicatePlace}.",
        "When it comes, cut up the old card and throw it away.",
        "Go back to the counter and activate the new card.",
      ),
    ],
  },
  "activated-in-vain": {
    question: "I activated the card, but I cannot log in",
    words: "activated activation asked does not work access problem test",
    answer: [
      when("two-halves", "Do you have the second part of the codes too? Until it comes you cannot log in."),
      "Test the card. Varco has it sign something harmless and checks the signature.",
      "If the test succeeds, card and reader are fine. The problem is with the portal or the connection.",
      when(
        "help-line",
        "If it fails, call {helpLine}. They ask for {helpLineAsks}. Also have at hand {helpLineAsksForTrouble}.",
      ),
      when("no help-line", "If it fails, tell {body}."),
      "If the card is faulty, ask for a duplicate at {duplicatePlace}. Then activate it.",
    ],
  },
};
