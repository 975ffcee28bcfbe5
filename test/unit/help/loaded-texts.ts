import { loadHelpTexts } from "../../../extension/help/texts/table";
import { LANGUAGES } from "../../../extension/issuers/language";

// Import this before anything that reads the texts of the help: they are loaded in all languages then.
await Promise.all(LANGUAGES.map(loadHelpTexts));
