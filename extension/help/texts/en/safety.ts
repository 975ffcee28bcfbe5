import { when, type GroupTexts } from "../../text";

export const safety: GroupTexts<"safety"> = {
  frauds: {
    question: "Somebody calls me or comes to my home about the card",
    words: "fraud fraudster scam phone call visit door questionnaire personal data fake operator police",
    answer: [
      "It is an attempted fraud. Nobody comes to your home to activate or deliver cards: the new health card comes by post only. And nobody asks for your codes.",
      "Do not answer questions and do not hand over the card. Hang up, or close the door.",
      "Tell the police or the Carabinieri at once.",
      when("help-line", "Then report it to {helpLine} too."),
      "Have you already told somebody your codes? Change the PIN at once, or have the card suspended.",
    ],
  },
  "pin-safe": {
    question: "What does Varco do with my PIN and my data?",
    words: "security privacy keep store remember spy personal trust internet",
    answer: [
      "Varco gives the PIN to the card and then forgets it. It does not write it down anywhere, and does not send it over the internet.",
      "If the browser uses the card by itself, the PIN stays in the memory of Varco. Varco forgets it when you take out the card, or after ten minutes without use, and at the latest one hour after you typed it.",
      "The portal gets only the certificate of the card, with your name and your codice fiscale.",
      "Varco connects only to portals that you open yourself. Nobody else gets any data.",
      "Varco keeps on this computer the addresses of the portals where you logged in, to tell you when one is new. It does not keep those of private windows.",
      "Type the PIN only in pages of Varco, on the keys of the reader, or in the window in which the browser asks for it.",
    ],
  },
};
