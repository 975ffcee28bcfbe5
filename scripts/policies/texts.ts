import type { Language } from "../../extension/issuers/language";

/** Names and explanations of Varco's settings for the editor of group policies, by key. */
export type PolicyTexts = Readonly<Record<keyof typeof IT, string>>;

const IT = {
  varco: "Varco",
  description: "Le impostazioni di Varco, il programma per accedere ai portali pubblici con la CNS.",
  supported: "Varco 0.1 o successivo, nel browser indicato",
  language: "Lingua",
  language_explain: "La lingua delle pagine di Varco. Se la imposti, le persone non possono cambiarla.",
  language_it: "Italiano",
  language_de: "Tedesco",
  language_en: "Inglese",
  sites: "Siti da consentire",
  sites_explain:
    "Un sito per riga, per esempio https://portale.ente.example/* oppure https://*.ente.example/*. Nessun criterio può dare a Varco l'accesso ai siti: la persona lo consente con un clic, una volta per tutti questi siti. I siti sono al massimo 100.",
  portals: "Portali ricordati",
  portals_explain:
    "Un indirizzo per riga. https://portale.ente.example: Varco considera noto il portale e lo ricorda. https://accesso.ente.example/cns/login: inoltre ogni visita a questo indirizzo apre subito l'accesso con la carta, se il sito è consentito. Gli indirizzi sono al massimo 100.",
  helpLine: "Assistenza dell'organizzazione",
  helpLine_explain:
    "A chi si rivolgono le persone. Varco la mostra accanto all'assistenza dell'ente che ha dato la carta. Serve almeno un recapito oltre al nome.",
  helpLineName: "Nome",
  helpLineNumber: "Telefono",
  helpLineMail: "E-mail",
  helpLineAddress: "Indirizzo web (https)",
};

const DE: PolicyTexts = {
  varco: "Varco",
  description: "Die Einstellungen von Varco, dem Programm für die Anmeldung an öffentlichen Portalen mit der CNS.",
  supported: "Varco 0.1 oder neuer, im genannten Browser",
  language: "Sprache",
  language_explain: "Die Sprache der Seiten von Varco. Ist sie gesetzt, kann niemand sie ändern.",
  language_it: "Italienisch",
  language_de: "Deutsch",
  language_en: "Englisch",
  sites: "Websites, die zu erlauben sind",
  sites_explain:
    "Eine Website je Zeile, zum Beispiel https://portale.ente.example/* oder https://*.ente.example/*. Keine Richtlinie kann Varco den Zugriff auf Websites geben: Die Person erlaubt ihn mit einem Klick, einmal für alle diese Websites. Höchstens 100.",
  portals: "Gemerkte Portale",
  portals_explain:
    "Eine Adresse je Zeile. https://portale.ente.example: Varco kennt das Portal und merkt es sich. https://accesso.ente.example/cns/login: Außerdem öffnet jeder Besuch dieser Adresse sofort die Anmeldung mit der Karte, wenn die Website erlaubt ist. Höchstens 100.",
  helpLine: "Hilfe der Organisation",
  helpLine_explain:
    "An wen sich die Leute wenden. Varco zeigt sie neben der Hilfe der Stelle, die die Karte ausgegeben hat. Außer dem Namen braucht es mindestens eine Angabe.",
  helpLineName: "Name",
  helpLineNumber: "Telefon",
  helpLineMail: "E-Mail",
  helpLineAddress: "Webadresse (https)",
};

const EN: PolicyTexts = {
  varco: "Varco",
  description: "The settings of Varco, the program to log in to public portals with a CNS.",
  supported: "Varco 0.1 or newer, in the browser named",
  language: "Language",
  language_explain: "The language of Varco's pages. Once it is set, people cannot change it.",
  language_it: "Italian",
  language_de: "German",
  language_en: "English",
  sites: "Sites to be allowed",
  sites_explain:
    "One site a line, for example https://portale.ente.example/* or https://*.ente.example/*. No policy can give Varco access to sites: the person allows it with a click, once for all of these sites. There can be 100.",
  portals: "Remembered portals",
  portals_explain:
    "One address a line. https://portale.ente.example: Varco knows the portal and remembers it. https://accesso.ente.example/cns/login: also, every visit of this address opens the login with the card at once, if the site is allowed. There can be 100.",
  helpLine: "Help line of the organisation",
  helpLine_explain:
    "Whom people ask. Varco shows it beside the help line of the body that issued the card. It needs one contact besides the name.",
  helpLineName: "Name",
  helpLineNumber: "Telephone",
  helpLineMail: "E-mail",
  helpLineAddress: "Web address (https)",
};

export const POLICY_TEXTS: Readonly<Record<Language, PolicyTexts>> = { it: IT, de: DE, en: EN };

/** Windows' name of each language. */
export const WINDOWS_LANGUAGES: Readonly<Record<Language, string>> = { it: "it-IT", de: "de-DE", en: "en-US" };
