import { LANGUAGES, type Language } from "../../issuers/language";
import { t } from "../i18n";
import { chooseLanguage } from "../language-choice";
import { LANGUAGE_NAMES } from "../language-menu";
import { organisation } from "../organisation/organisation";

/** The language of all pages: one that Varco speaks, or the browser's own. */
export function LanguageSection({ chosen }: { readonly chosen: Language | null }) {
  const { language } = organisation();
  if (language !== null)
    return (
      <section>
        <h2>{t("nav_language")}</h2>
        <p>
          <span lang={language}>{LANGUAGE_NAMES[language]}</span>. {t("organisation_language")}
        </p>
      </section>
    );
  return (
    <section>
      <h2 id="language-heading">{t("nav_language")}</h2>
      <div role="radiogroup" aria-labelledby="language-heading">
        <Choice checked={chosen === null} choose={() => void chooseLanguage(null)}>
          {t("options_language_browser")}
        </Choice>
        {LANGUAGES.map((one) => (
          <Choice key={one} checked={chosen === one} choose={() => void chooseLanguage(one)} lang={one}>
            {LANGUAGE_NAMES[one]}
          </Choice>
        ))}
      </div>
    </section>
  );
}

function Choice({
  checked,
  choose,
  lang,
  children,
}: {
  readonly checked: boolean;
  readonly choose: () => void;
  readonly lang?: Language;
  readonly children: string;
}) {
  return (
    <label class="check">
      <input type="radio" name="language" value={lang ?? ""} checked={checked} onChange={choose} />
      <span lang={lang}>{children}</span>
    </label>
  );
}
