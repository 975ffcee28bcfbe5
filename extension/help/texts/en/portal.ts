import { steps, type GroupTexts } from "../../text";

export const portal: GroupTexts<"portal"> = {
  "portal-without-card": {
    question: "The portal does not ask for the card",
    words: "accept button missing address https wrong page does not start",
    answer: [
      "Perhaps you are on a page that does not use the card.",
      steps(
        "Go back to the login page of the portal.",
        "Look for a button that says tessera sanitaria, CPS, CNS or smart card.",
        "Press it. If Varco does not open, press the Varco button in the toolbar of the browser.",
      ),
      "Varco works only with addresses that begin with https://.",
      "Some portals do not take the card. There you log in with SPID or the electronic identity card.",
    ],
  },
  "portal-refuses": {
    question: "The portal refuses my card",
    words: "error certificate refused rejected not accepted denied revoked suspended expired issuer list",
    answer: [
      "Check on the card page that the card has not expired.",
      "Did you have it suspended or revoked? Then portals refuse it.",
      "Test the card. If the test succeeds, card and PIN are fine.",
      "Some portals take only the cards of certain bodies. Ask the portal whether it takes yours.",
    ],
  },
  "every-page": {
    question: "The portal wants the card on every page",
    words: "module PKCS#11 OpenSC always repeat certificate browser by itself turn on settings every time",
    answer: [
      "Card and PIN are fine. But for this portal the browser has to use the card by itself.",
      "In the settings of Varco press “Let the browser use the card”. Close the browser and open it again if Varco says so.",
      "From then on it is the browser that asks for the PIN.",
      "This works on Linux with Firefox, Chrome and Chromium. It does not work if the browser is a snap or a flatpak.",
      "Is OpenSC on the computer too? Then the browser asks for the PIN of the same card twice. Type it both times.",
    ],
  },
  "start-again": {
    question: "The login was interrupted: what do I do?",
    words: "cancelled cancel time out two minutes over finished start again other page",
    answer: [
      "No harm done: go back to the page of the portal and start again. You have lost no try.",
      "Varco waits two minutes for the PIN. Find your codes first, then start.",
      "If a page of the portal lets you choose how to go on, Varco waits five minutes.",
      "Each login is for one site only. If the portal goes on to another site, start again from there.",
    ],
  },
  "step-back": {
    question: "Varco asks me to go back one page",
    words: "repeat back form sent data file attachment too large step",
    answer: [
      "The portal expected data that the browser had already sent. Varco did not see them.",
      steps("Go back one page.", "Press the button of the portal again."),
      "Were you sending a file or a lot of data? Log in first, then send.",
    ],
  },
  "signature-again": {
    question: "Why do I have to type the PIN twice?",
    words: "again second time once more signature connection closed",
    answer: [
      "The portal ended the connection and wants the card to sign once more.",
      "Varco does not keep the PIN. That is why it asks again.",
      "If this always happens with the same portal, tell the portal.",
    ],
  },
  "site-access": {
    question: "The browser asks whether Varco may access the site",
    words: "permission allow deny denied grant access data site",
    answer: [
      "Say yes. Without this permission Varco cannot take you back to the portal.",
      "The permission is for this portal only.",
      "It ends with the login, unless you ask Varco to remember the portal.",
      "Did you say no? Start the login again: the browser will ask once more.",
    ],
  },
  "portal-trouble": {
    question: "The portal does not answer or shows an error",
    words:
      "server unreachable connection network internet slow failure error timeout interrupted cookies redirects proxy office",
    answer: [
      "Usually this is a failure of the portal or of the network. It is not your card.",
      "If the portal explains the error, Varco shows what the portal writes.",
      steps(
        "Check whether other sites open.",
        "Try again in a few minutes.",
        "If the portal keeps sending you from page to page, delete its cookies and try again.",
      ),
      "Varco goes through the proxy of this computer's settings, as the browser does. If the error names a proxy, ask those who run the network.",
      "Firefox may have its own proxy: Varco then offers to use it, below the error.",
      "If it happens again, tell the portal. Give it the details that Varco shows below the error.",
    ],
  },
  "unsafe-site": {
    question: "Varco says that the site is not safe",
    words: "fake fraud phishing certificate server expired different name encryption TLS trust danger",
    answer: [
      "Do not go on: the site may be a fake, or badly set up.",
      "Varco stopped to protect you. The PIN is safe: no site ever gets it.",
      "Check that the date of the computer is right. If it is wrong, even a good site looks expired.",
      "Check the address, letter by letter. If it is right, tell the portal.",
    ],
  },
};
