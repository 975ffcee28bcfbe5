import { createContext } from 'preact';

/** Identifier (extension/issuers) of who issued the card that a page is about, null where no card or several are: links to the help take it along. */
export const KnownIssuer = createContext<string | null>(null);
