import { steps, when, type GroupTexts } from "../../text";

export const codes: GroupTexts<"codes"> = {
  "codes-explained": {
    question: "What are PIN and PUK for?",
    words: "codes code CIP meaning difference parts halves digits numbers secret",
    answer: [
      "The PIN is the code you type at every login. It has {pinMin} to {pinMax} digits.",
      "The PUK is only for unblocking the PIN and choosing a new one. It has {pukDigits} digits.",
      when(
        "identification",
        "You give the {identification} code to the help line on the phone, so that they find your card. You do not need it to log in.",
      ),
      when("two-halves", "The codes come in two parts. You get one at the counter, the other comes {secondHalfComes}."),
      "Keep the codes away from the card. Never tell PIN and PUK to anybody.",
    ],
  },
  "second-half": {
    question: "The second part of the codes has not come",
    words: "half missing e-mail text message SMS post arrived wait late PIN PUK CIP spam",
    answer: [
      "It comes {secondHalfComes}. Look in the spam folder too.",
      "If it does not come, go back to {newCodesPlace}. Take the card and a valid identity document with you.",
      "You get the first part of new codes and choose how the second will come.",
      "Until you have both parts you cannot log in.",
    ],
  },
  "pin-wrong": {
    question: "The PIN is wrong: how many tries do I have?",
    words: "error mistake three times attempt attempts left count last",
    answer: [
      "After {pinTries} wrong PINs in a row the PIN is blocked. A correct PIN starts the count again.",
      "Varco shows how many tries are left. You see it on the card page too.",
      "Type the PIN slowly, one digit after the other.",
      "If you do not remember it, stop. With the PUK you can choose a new one.",
    ],
  },
  "pin-blocked": {
    question: "The PIN is blocked: how do I unblock it?",
    words: "block locked unlock unblock smart card three times errors",
    answer: [
      "You need the PUK. You got it together with the PIN, when you activated the card.",
      steps(
        "Open the card page and choose to unblock the PIN.",
        "Type the PUK.",
        "Type a new PIN twice, one that you remember well.",
      ),
      "Type the PUK with care. After {pukTries} wrong PUKs the card cannot be used any more.",
      "Do you no longer have the PUK? Ask for new codes at {newCodesPlace}.",
      when("help-line", "If it does not work, call {helpLine}. They ask for {helpLineAsks}."),
    ],
  },
  "pin-forgotten": {
    question: "I forgot the PIN",
    words: "forget forgotten remember lost recover password",
    answer: [
      "Do not guess: that blocks it.",
      "With the PUK you choose a new PIN on the card page. Usually it does not matter whether the old one is blocked.",
      "If you have lost the PUK too, ask for new codes at {newCodesPlace}.",
    ],
  },
  "change-pin": {
    question: "How do I change the PIN?",
    words: "change modify replace choose new bit4id",
    answer: [
      steps(
        "Insert the card and open the card page.",
        "Choose to change the PIN.",
        "Type the PIN you have now, then the new one twice.",
      ),
      "The new PIN is valid at once. You need no other program.",
      when("help-line", "If it does not work, call {helpLine}. They ask for {helpLineAsks}."),
    ],
  },
  "pin-rules": {
    question: "Which PIN can I choose?",
    words: "rules format digits letters spaces length too easy simple same different refused invalid",
    answer: [
      steps(
        "{pinMin} to {pinMax} digits, no letters and no spaces.",
        "Different from the PIN you had.",
        "Not too easy: no digit repeated, like 11111, and no digits in a row, like 12345.",
        "Typed the same both times.",
      ),
      "Varco checks codes that you type on the screen before it uses the card. You lose no try.",
      "If you type them on the keys of a reader, check them yourself: the reader checks little. An incomplete PUK costs a try, too.",
      "Cards and USB keys used through the program of their maker have their own rules, with letters too. They stand below the field for the PIN.",
      "If the card refuses the new PIN, choose another. Nothing has changed on the card.",
      "Do not use your date of birth: it is easy to guess.",
    ],
  },
  "pin-unknown": {
    question: "The card came out while I was changing the PIN: which one is valid?",
    words: "old new uncertain interrupted removed unplugged unknown change unblocking",
    answer: [
      "Varco cannot know: the card was gone before it answered.",
      steps(
        "Insert the card again and test it with the new PIN, just once.",
        "If the new PIN is correct, you are done.",
        "If it is wrong or still blocked, nothing has changed. Start again.",
      ),
      "A test with a wrong PIN costs one try. A correct PIN starts the count again.",
    ],
  },
  "puk-wrong": {
    question: "The PUK is wrong: how many tries do I have?",
    words: "error mistake digits attempt attempts left format",
    answer: [
      "The PUK has {pukDigits} digits. Check that you have not mixed it up with the PIN.",
      when("two-halves", "Also check that you have both parts of the code."),
      "After {pukTries} wrong PUKs in a row the card cannot be used any more. Varco shows how many tries are left.",
      "If you are not sure, stop. Ask for new codes at {newCodesPlace}.",
    ],
  },
  "puk-blocked": {
    question: "The PUK is blocked: what do I do?",
    words: "block locked ten times unblock card useless final duplicate revocation",
    answer: [
      "The PUK cannot unblock the PIN any more. Once the PIN is blocked too, you cannot log in with this card any more. You need a new one.",
      when(
        "help-line",
        "Call {helpLine}. They check the block and revoke the certificate of the card for good. They ask for {helpLineAsks}.",
      ),
      when("no help-line", "Tell {body}."),
      "Then ask for a duplicate at {duplicatePlace}.",
      "The new card has to be activated. You will have new codes.",
    ],
  },
  "codes-lost": {
    question: "I lost PIN and PUK",
    words: "lost mislaid codes paper envelope new recover",
    answer: [
      "Go to {newCodesPlace}. Take the card and a valid identity document with you.",
      when("two-halves", "You get the first part of new codes. The second comes {secondHalfComes}, as you prefer."),
      "Do you still have the PUK? Then you need not go to a counter: choose a new PIN on the card page.",
      "If somebody has found your codes and card together, have the card suspended at once.",
    ],
  },
};
