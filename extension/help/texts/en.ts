import type { HelpTexts } from "../text";
import { activation } from "./en/activation";
import { card } from "./en/card";
import { codes } from "./en/codes";
import { portal } from "./en/portal";
import { program } from "./en/program";
import { reader } from "./en/reader";
import { safety } from "./en/safety";
import { start } from "./en/start";
import { ways } from "./en/ways";

export const en: HelpTexts = {
  groups: {
    start: "Getting started",
    activation: "Activating the card",
    codes: "PIN and PUK",
    card: "The card",
    reader: "The reader",
    portal: "Portals",
    program: "The Varco program",
    ways: "Other ways to log in",
    safety: "Safety",
  },
  entries: { ...start, ...activation, ...codes, ...card, ...reader, ...portal, ...program, ...ways, ...safety },
};
