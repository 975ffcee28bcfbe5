import { LANGUAGES } from "../issuers/language";
import { language, t } from "./i18n";
import { chooseLanguage } from "./language-choice";

/** The name of each language in that language. */
export const LANGUAGE_NAMES = { it: "Italiano", de: "Deutsch", en: "English" } as const;

/** Changes the language of all pages. */
export function LanguageMenu() {
  const choose = (value: string) => {
    const chosen = LANGUAGES.find((known) => known === value);
    if (chosen !== undefined) void chooseLanguage(chosen);
  };
  return (
    <label class="language">
      <span class="unseen">{t("nav_language")}</span>
      <select data-testid="language" value={language()} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {LANGUAGES.map((known) => (
          <option key={known} value={known} lang={known}>
            {LANGUAGE_NAMES[known]}
          </option>
        ))}
      </select>
    </label>
  );
}
