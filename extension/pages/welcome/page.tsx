import type { Examination } from "../../card/view";
import { Frame } from "../frame";
import { helpAddress } from "../help/address";
import { t } from "../i18n";
import { Notice } from "../notice";
import { OrganisationSiteAccess } from "../organisation/site-access";
import { CheckItem } from "./check-item";
import { allGood, type Checks } from "./checks";
import { ExaminationSection } from "./examination-section";
import { InstallHelp } from "./install-help";
import type { System } from "./install-steps";

/** The state of a search for the host that the person began. */
export type Search = "none" | "running" | "in-vain";

interface WelcomePageProps {
  readonly checks: Checks;
  readonly system: System;
  readonly search: Search;
  /** Looks for the host once more. */
  readonly look: () => void;
  /** The examination of the computer that the person wanted, or how the last one ended. null: there was none. */
  readonly examination: Examination | null;
  /** Examines the computer. */
  readonly examine: () => void;
}

/** The first page that a person sees: three checks that turn green by themselves, and the next steps. */
export function WelcomePage({ checks, system, search, look, examination, examine }: WelcomePageProps) {
  const { host, reader, card } = checks;
  return (
    <Frame title={t("welcome_title")} here="other">
      <p class="lead">{t("welcome_intro")}</p>
      <ol class="checks">
        <CheckItem
          heading={t("welcome_host")}
          check={host}
          later=""
          found={({ version }) => <p>{t("welcome_host_found", version)}</p>}
        >
          {host.state === "problem" && (
            <>
              {host.errors.some(({ code }) => code === "host.missing") && <InstallHelp system={system} />}
              <p class="buttons">
                <button type="button" class="primary" onClick={look}>
                  {t("retry_button")}
                </button>
              </p>
              <p class="hint" role="status">
                {search === "running" ? t("welcome_looking") : search === "in-vain" ? t("welcome_in_vain") : ""}
              </p>
              <p class="hint">{t("welcome_looks_by_itself")}</p>
            </>
          )}
        </CheckItem>
        <CheckItem
          heading={t("welcome_reader")}
          check={reader}
          later={t("welcome_reader_later")}
          found={(names) =>
            names.map((name) => (
              <p key={name}>
                <bdi>{name}</bdi>
              </p>
            ))
          }
        />
        <CheckItem
          heading={t("welcome_card")}
          check={card}
          later={t("welcome_card_later")}
          found={({ holders, warnings, lastTry }) => (
            <>
              {holders.map((holder) => (
                <p key={holder}>
                  {t("card_holder")}: <bdi>{holder}</bdi>
                </p>
              ))}
              {warnings.map((warning) => (
                <Notice key={warning.code} error={warning} kind="warning" />
              ))}
              {lastTry && (
                <div class="notice warning">
                  <p>
                    <strong>{t("card_last_try")}</strong>
                  </p>
                  <p>{t("card_last_try_remedy")}</p>
                </div>
              )}
            </>
          )}
        />
      </ol>
      <OrganisationSiteAccess />
      <Next ready={allGood(checks)} />
      <ExaminationSection examination={examination} examine={host.state === "good" ? examine : null} />
    </Frame>
  );
}

function Next({ ready }: { readonly ready: boolean }) {
  return (
    <section class={ready ? "next ready" : "next"}>
      <p role="status" class="all-good">
        {ready ? t("welcome_all_good") : ""}
      </p>
      <h2>{t("welcome_next_heading")}</h2>
      <ol>
        <li>
          {t("welcome_next_portal")} {t("welcome_next_action")}
        </li>
        <li>{t("welcome_next_pin")}</li>
        <li>{t("welcome_next_back")}</li>
      </ol>
      <p class="buttons">
        <a class="button" href="/pages/card.html">
          {t("nav_card")}
        </a>
        <a class="button" href={helpAddress(null, null)}>
          {t("nav_help")}
        </a>
      </p>
    </section>
  );
}
