import type { HelpTexts } from "../text";
import { activation } from "./de/activation";
import { card } from "./de/card";
import { codes } from "./de/codes";
import { portal } from "./de/portal";
import { program } from "./de/program";
import { reader } from "./de/reader";
import { safety } from "./de/safety";
import { start } from "./de/start";
import { ways } from "./de/ways";

export const de: HelpTexts = {
  groups: {
    start: "Erste Schritte",
    activation: "Karte aktivieren",
    codes: "PIN und PUK",
    card: "Die Karte",
    reader: "Das Lesegerät",
    portal: "Die Portale",
    program: "Das Programm Varco",
    ways: "Andere Wege zur Anmeldung",
    safety: "Sicherheit",
  },
  entries: { ...start, ...activation, ...codes, ...card, ...reader, ...portal, ...program, ...ways, ...safety },
};
