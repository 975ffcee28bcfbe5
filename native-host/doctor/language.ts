import type { Language } from "./texts";

export const LANGUAGES = ["it", "de", "en"] as const satisfies readonly Language[];

/**
 * The language of the person at the terminal, by the first of these variables that says something (POSIX.1-2017 §8.2).
 * Italian where that is none that the doctor speaks.
 */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const set = ["LC_ALL", "LC_MESSAGES", "LANG"].map((name) => env[name] ?? "").find((value) => value !== "");
  return LANGUAGES.find((language) => set?.toLowerCase().startsWith(language) ?? false) ?? "it";
}
