/** The languages that Varco speaks, Italian first. */
export const LANGUAGES = ["it", "de", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text in every language. */
export type Translated = Readonly<Record<Language, string>>;
