import { steps, when, type GroupTexts } from "../../text";

export const program: GroupTexts<"program"> = {
  "program-missing": {
    question: "Varco says that the program is missing",
    words: "install host extension start not found installation download",
    answer: [
      "The extension alone cannot read the card. It needs the Varco program, which you install once.",
      steps(
        "Install the Varco program on this computer.",
        "Close all windows of the browser and open it again.",
        "Open the welcome page: the first check has to be green.",
      ),
      "Is it installed already? Take extension and program from the same source and install both again.",
    ],
  },
  snap: {
    question: "My browser is a snap or a flatpak: does it work?",
    words: "Ubuntu Firefox Chromium sandbox permission package",
    answer: [
      "With the Firefox of Ubuntu, yes. It asks once whether Varco may start its program: say yes.",
      "Did you say no? Type in a terminal “flatpak permission-set webextensions it.varco.host snap.firefox yes”.",
      "A flatpak browser also needs the program “xdg-native-messaging-proxy”.",
      "With these browsers you always log in on the page of Varco. If it does not work, use a browser installed in the ordinary way.",
    ],
  },
  "program-trouble": {
    question: "The Varco program has stopped",
    words: "crash error internal frozen unexpected restart",
    answer: [
      steps(
        "Try again.",
        "If it happens again, close the browser and open it again.",
        "If that is not enough, restart the computer.",
      ),
      "If the problem persists, report it and send the report that you find on the card page.",
    ],
  },
  versions: {
    question: "Extension and Varco program do not match",
    words: "version update upgrade protocol old different",
    answer: [
      "They have different versions and do not understand each other.",
      "Update the older of the two. If you do not know which that is, update both.",
      "Then close the browser and open it again.",
    ],
  },
  "install-trouble": {
    question: "I cannot install the Varco program",
    words: "installation uninstall error permission folder file administrator root sudo Windows difficulty",
    answer: [
      "You need no special rights to install it just for yourself. For all users, the administrator of the computer has to install it.",
      "If Varco says that a file cannot be read or written, check who owns that folder.",
      "If the name of the Varco folder contains strange characters, give it a simple name.",
      "On Windows, double-click the package of Varco that you have downloaded.",
    ],
  },
  "no-drivers": {
    question: "Do I have to install drivers or the bit4id program?",
    words:
      "driver CardOS middleware Internet Explorer Windows XP McAfee antivirus vbscript manual configure certificate import software",
    answer: [
      "No. Varco talks to reader and card by itself. There are no certificates to import and no browser settings to change.",
      "You also change and unblock the PIN with Varco, on the card page.",
      "Old instructions for Internet Explorer, Windows XP or McAfee are of no use here.",
      "Do you have the program that came with the card? You can keep it, but close it while you use Varco.",
      when("reader", "Only on the Mac the white reader {reader} may need its driver."),
    ],
  },
  "ask-for-help": {
    question: "Whom do I ask for help?",
    words: "help line support toll-free number telephone contact report problem call operator assistance",
    answer: [
      when("help-line", "For card and codes call {helpLine}. They ask for {helpLineAsks}."),
      when("help-line", "If something does not work, also have at hand {helpLineAsksForTrouble}."),
      when("no help-line", "Card and codes are looked after by whoever issued them. Tell {body}."),
      "For a problem with Varco, copy the report on the card page. It lists the errors, without your name and your numbers.",
      "Nobody needs your PIN to help you. Never tell anybody.",
    ],
  },
  language: {
    question: "How do I change the language of Varco?",
    words: "Italian German English italiano Deutsch languages settings",
    answer: [
      "In the settings of Varco choose Italian, German or English. If you do not choose, Varco uses the language of the browser.",
    ],
  },
};
