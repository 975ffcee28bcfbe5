import { LANGUAGES } from "../issuers/language";
import { language, t } from "./i18n";
import { chooseLanguage } from "./language-choice";
import { organisation } from "./organisation/organisation";

/** The name of each language in that language. */
export const LANGUAGE_NAMES = { it: "Italiano", de: "Deutsch", en: "English" } as const;

/** Changes the language of all pages, unless the organisation has chosen it. */
export function LanguageMenu() {
  if (organisation().language !== null) return null;
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
