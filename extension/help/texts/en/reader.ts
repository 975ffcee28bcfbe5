import { steps, when, type GroupTexts } from "../../text";

export const reader: GroupTexts<"reader"> = {
  "no-reader": {
    question: "Varco does not find the reader",
    words: "reader connected unplugged USB socket port light recognise see missing",
    answer: [
      steps(
        "Unplug the reader and plug it in again.",
        "Try another USB socket, directly on the computer.",
        "Close the browser and open it again.",
        "If you can, try the reader on another computer.",
      ),
      "When the reader works, Varco notices by itself.",
    ],
  },
  "reader-service": {
    question: "The smart card service is not running",
    words: "pcscd service active start systemctl daemon system",
    answer: [
      "A small service of the computer lets programs talk to the reader. It is not running now.",
      "First restart the computer.",
      "On Linux the package “pcscd” has to be installed. It starts with “sudo systemctl start pcscd.socket”.",
      "If you do not know how, ask whoever looks after the computer.",
    ],
  },
  "not-allowed": {
    question: "The computer does not let me use the card",
    words: "permission forbidden denied polkit remote distance ssh desktop administrator",
    answer: [
      "This usually happens when you work remotely. Sit down at the computer that the reader is plugged into.",
      "If you are there already, whoever administers the computer has to allow it.",
      "For administrators: a polkit rule has to allow “access_pcsc” and “access_card” of pcsc-lite.",
    ],
  },
  "reader-too-old": {
    question: "The reader cannot work with this card",
    words: "old long commands APDU extended incompatible other",
    answer: [
      "The card is all right. But the reader does not pass on the long commands that it needs.",
      "Use another, newer reader. Shops call this “extended APDU”.",
    ],
  },
  "reader-faulty": {
    question: "My reader is faulty",
    words: "broken defective change replace new Smarty replacement exchange",
    answer: [
      "First try another USB socket and, if you can, another computer.",
      when(
        "reader",
        "If {reader} is faulty, go to {activationPlace}. Take the card and a valid identity document: you get another one.",
      ),
      "Any other smart card reader that plugs into USB will do too.",
    ],
  },
  keypad: {
    question: "My reader has keys: where do I type the PIN?",
    words: "keypad keyboard pinpad display screen time timeout cancelled",
    answer: [
      "When Varco says so, type the codes on the keys of the reader. There is no field on the screen then.",
      "That way the PIN does not even pass through the computer.",
      "To cancel, press the cancel key of the reader.",
      "Did you cancel, or did the time run out? Start again, without hurry. You lose no try.",
      "If the keys do not work with this card, use another reader.",
    ],
  },
  mac: {
    question: "I use a Mac: what should I know?",
    words: "Apple macOS OSX iMac MacBook Safari driver white reader",
    answer: [
      "The Mac has the smart card service already. Use Firefox or Chrome: Varco does not work with Safari.",
      "Varco has hardly been tested on the Mac.",
      when("reader", "The white reader {reader} sometimes needs a driver of its own."),
      "If Varco does not see the reader, unplug it and plug it in again. Then quit the browser and open it again.",
    ],
  },
  linux: {
    question: "I use Linux: what should I know?",
    words: "Ubuntu Debian Fedora OpenSUSE Mint pcscd package p11-kit",
    answer: [
      "You need the package “pcscd”, which makes readers work.",
      "Varco works with Firefox, Chrome and Chromium. You do not need the program of the maker of the card.",
      "If the browser was installed with snap or flatpak, there is a separate answer.",
    ],
  },
};
