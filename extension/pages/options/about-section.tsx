import { VARCO_VERSION } from "../../../shared/identity";
import { t } from "../i18n";

/** The version of Varco, and links to its help pages. */
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
