import type { HelpTexts } from "../text";
import { activation } from "./it/activation";
import { card } from "./it/card";
import { codes } from "./it/codes";
import { portal } from "./it/portal";
import { program } from "./it/program";
import { reader } from "./it/reader";
import { safety } from "./it/safety";
import { start } from "./it/start";
import { ways } from "./it/ways";

export const it: HelpTexts = {
  groups: {
    start: "Per cominciare",
    activation: "Attivare la carta",
    codes: "PIN e PUK",
    card: "La carta",
    reader: "Il lettore",
    portal: "I portali",
    program: "Il programma Varco",
    ways: "Altri modi per accedere",
    safety: "Sicurezza",
  },
  entries: { ...start, ...activation, ...codes, ...card, ...reader, ...portal, ...program, ...ways, ...safety },
};
