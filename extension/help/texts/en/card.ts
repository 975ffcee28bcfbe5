import { steps, when, type GroupTexts } from "../../text";

export const card: GroupTexts<"card"> = {
  "no-card": {
    question: "Varco does not see the card",
    words: "insert inserted removed missing none chip turn contact find recognise",
    answer: [
      steps(
        "Push the card all the way in, chip first.",
        "If nothing happens, take it out, turn it over and try again.",
        "Leave it in the reader until Varco has finished.",
      ),
      "If the card comes out too early, insert it and start again. Varco shows how many PIN tries are left.",
      "If Varco says that the reader reads the card by radio, push it into the slot: to lay it on top is not enough.",
    ],
  },
  "card-busy": {
    question: "Another program is using the card",
    words: "busy in use at the same time signature bit4id close",
    answer: [
      "The card can talk to one program at a time.",
      steps(
        "Close other programs that use the card, for example the one for signing.",
        "Close other browsers too.",
        "Try again. If that is not enough, take the card out and insert it again.",
      ),
    ],
  },
  "several-cards": {
    question: "I have several cards or readers",
    words: "two many different choose family cards",
    answer: [
      "You can leave them all connected. Varco asks which card you want to use.",
      "Check the name of the holder before you type the PIN: every card has its own.",
      "If you are not sure, leave only the card that you need in its reader.",
    ],
  },
  "unknown-card": {
    question: "Varco does not recognise my card",
    words: "unknown kind type model wrong CIE electronic identity card bank card not CNS supported",
    answer: [
      "Varco reads health cards with the chip, the CPS and other CNS.",
      "The electronic identity card and bank cards are not CNS: they do not work here.",
      "Some kinds of CNS are new. If the program that came with the card is on the computer, Varco uses them through it.",
      "You can report the kind of card. Copy the report on the card page: it holds neither your name nor your numbers.",
    ],
  },
  "maker-program": {
    question: "My card or USB key works through the program of its maker",
    words: "PKCS#11 module middleware bit4id OpenSC SafeNet Athena Aruba InfoCert Actalis USB key token crashes hangs",
    answer: [
      "Cards and USB keys that Varco does not know work through the program of their maker, if it is on the computer. Varco finds it by itself.",
      "That program runs apart: if it hangs or crashes, Varco stops it and tells you. The browser goes on.",
      "Take the card or USB key out, put it in again and try again. If that is not enough, update the maker's program.",
      "If the PIN is blocked, unblock it in that program: Varco cannot do it. The PUK, too, can be used only there.",
    ],
  },
  "card-faulty": {
    question: "The card does not answer or seems faulty",
    words: "certificate broken damaged defective dirty chip does not work unreadable error duplicate replacement",
    answer: [
      steps(
        "Take the card out and wipe the chip with a dry cloth.",
        "Insert it again, chip first.",
        "Try another USB socket or another reader.",
        "Test the card: the test tells you whether it works.",
      ),
      when(
        "help-line",
        "If the test fails, call {helpLine}. They ask for {helpLineAsks}. Also have at hand {helpLineAsksForTrouble}.",
      ),
      when("no help-line", "If the test fails, tell {body}."),
      "A faulty card has to be revoked. Then ask for a duplicate at {duplicatePlace}. It has to be activated too.",
    ],
  },
  barcode: {
    question: "The magnetic stripe or the barcode cannot be read",
    words: "bar code strip back pharmacy faulty damaged demagnetised",
    answer: [
      "For logging in only the chip counts. So you can go on using the card with Varco.",
      "For doctor and pharmacy you need a new card. Ask for a duplicate at {duplicatePlace}.",
      when("help-line", "If the card is activated, first call {helpLine} and have it revoked."),
      when("no help-line", "If the card is activated, have it revoked first. Tell {body}."),
      when("identification", "To revoke it they ask for the {identification} code."),
      "The new card has to be activated again.",
    ],
  },
  "lost-card": {
    question: "I lost the card or it was stolen",
    words: "loss theft missing found police report block",
    answer: [
      when("help-line", "If it is activated, call {helpLine} at once and have it suspended or revoked."),
      when("no help-line", "If it is activated, have it suspended or revoked at once. Tell {body}."),
      when("identification", "Have the {identification} code ready."),
      "Do you hope to find it? Have it suspended: that can be undone. Revoking is final.",
      "Still not found? If it is activated, first have it revoked. Then ask for a duplicate at {duplicatePlace}. The new card has to be activated.",
    ],
  },
  suspend: {
    question: "How do I suspend, revoke or reactivate the card?",
    words: "suspension revocation reactivation certificate cancel disable proxy delegate",
    answer: [
      "A suspended card does not work, but can be reactivated. A revoked card never works again.",
      when("help-line", "Call {helpLine} and say what you want."),
      when("no help-line", "Tell {body}."),
      when("identification", "Have the {identification} code ready."),
      when("revocation-by-proxy", "Somebody else can also go to {activationPlace} for you. They bring:"),
      steps(
        when("revocation-by-proxy", "two copies of the proxy form, signed by you;"),
        when("revocation-by-proxy", "your card and a copy of your valid identity document;"),
        when("revocation-by-proxy", "their own card and their own valid identity document."),
      ),
    ],
  },
  expired: {
    question: "The card has expired or will expire soon",
    words: "expiry expiring renew renewal old certificate date validity replacement",
    answer: [
      "The card page shows how long the certificate is valid. After that day portals usually refuse it.",
      "The new health card comes to your home by post.",
      "The new card has to be activated, even if the old one was. You will have new codes.",
      "If you can, activate it before the old one expires.",
      when("help-line", "If the new card does not come, call {helpLine}."),
      when("no help-line", "If the new card does not come, tell {body}."),
    ],
  },
  "not-yet-valid": {
    question: "Varco says that the card is not valid yet",
    words: "certificate date clock time computer future valid from",
    answer: [
      "Nearly always the date of the computer is wrong. Check it and correct it.",
      "If the date is right, wait for the day that Varco shows.",
    ],
  },
  "old-cards": {
    question: "What do I do with old cards?",
    words: "throw away cut keep Salus Card blue green tax code exemption",
    answer: [
      "When the new card comes, check that name and data are right.",
      "Then cut up the old codice fiscale card, and the old health card if it was never activated, and throw them away.",
      "Is the old card activated? Activate the new one first. Keep the old one until you can log in with the new one. Then cut up the old one too and throw it away.",
      when(
        "exemption-card",
        "Are you exempt from charges? Keep the {exemptionCard}: pharmacies ask for it with the prescription. If not, throw it away too.",
      ),
    ],
  },
  "wrong-data": {
    question: "The data on the card are wrong",
    words: "error mistake name surname birth personal correct Agenzia delle Entrate",
    answer: [
      "The data on the health card come from the tax office.",
      "Go to an office of the Agenzia delle Entrate with the card and a valid identity document.",
      "They send a corrected card to your home.",
      "If your CNS is not a health card, tell the body that gave it to you.",
    ],
  },
  "other-region": {
    question: "Can I use a card from another region?",
    words: "CNS outside province regional CRS Lombardy Bolzano South Tyrol Veneto elsewhere any",
    answer: [
      "Yes. The portals of Trentino take every activated CNS, from other regions too. Other portals decide for themselves.",
      "The card is activated in the region that issued it.",
      "The first time, the portal may ask for more data, such as a mobile number and an e-mail address.",
    ],
  },
  "usb-token": {
    question: "Can I use a USB stick with a CNS certificate?",
    words: "token key stick business key digital chamber of commerce signature",
    answer: [
      "Yes, if it holds a CNS certificate. Plug it in: Varco shows it as a reader with the card inside.",
      "If Varco does not know the stick, it uses it through the program of its maker. Install that program if it is missing.",
      "For anything else, see the manual of the stick. You can also ask whoever gave it to you.",
    ],
  },
  "no-signature": {
    question: "Can I sign documents with the card?",
    words: "digital signature signing PDF contract",
    answer: [
      "Not with the health card. It shows who you are and holds no digital signature.",
      "Other CNS may hold a signature too, for example those of the chambers of commerce.",
      "Varco never signs documents. To sign, use the program that came with the card.",
    ],
  },
};
