import { VARCO_VERSION } from "../../../shared/identity";
import { t } from "../i18n";

/** Which Varco this is, and the way to what helps with it. */
export function AboutSection() {
  return (
    <section>
      <h2>{t("options_about_heading")}</h2>
      <p>{t("options_about_version", VARCO_VERSION)}</p>
      <p class="buttons">
        <a class="button" href="/pages/welcome.html">
          {t("options_about_checks")}
        </a>
      </p>
    </section>
  );
}
