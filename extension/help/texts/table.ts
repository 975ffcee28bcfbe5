import type { Language } from "../../issuers/language";
import type { HelpTexts } from "../text";
import { de } from "./de";
import { en } from "./en";
import { it } from "./it";

export const TEXTS: Readonly<Record<Language, HelpTexts>> = { it, de, en };
