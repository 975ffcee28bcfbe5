import type { ErrorValue } from "../../../shared/errors";
import type { CardsState, LoginStep } from "../../../shared/messages";
import type { LoginView } from "../../login/view";
import { t } from "../i18n";
import { keypadTime } from "../keypad-time";
import { Notice } from "../notice";
import { CardFacts } from "./card-facts";
import { summarise } from "./cards";
import { SiteAccessNote } from "./site-access-note";
import type { Sending } from "./use-submit";

const STEPS: readonly LoginStep[] = ["queue", "card", "keypad", "connect", "sign", "answer"];

/** The progress of the login, in a region that screen readers follow. */
export function Status({
  view,
  reader,
  sending,
  allowed,
}: {
  readonly view: LoginView;
  /** The reader that the person chose, where several hold a card. */
  readonly reader: string | null;
  readonly sending: Sending;
  /** Whether Varco already has access to the site. */
  readonly allowed: boolean | null;
}) {
  const { phase } = view;
  if (sending === "site_access_wait" && allowed !== true) {
    return (
      <>
        <p class="waiting">{t(sending)}</p>
        <SiteAccessNote />
      </>
    );
  }
  if (sending !== null && phase.name === "ready") return <Working text={t("step_begin")} done={0} />;
  switch (phase.name) {
    case "starting":
      return <p class="waiting">{t("starting")}</p>;
    case "probing":
      // Where the PIN may be typed already, the form says what it waits for: what stands above it must not move.
      return phase.mayType ? <Cards cards={view.cards} /> : <p class="waiting">{t("probing")}</p>;
    case "ready":
      return <Cards cards={view.cards} />;
    case "working":
      if (phase.step === "keypad") {
        return <AtKeypad cards={view.cards} reader={reader} because={phase.because ?? null} />;
      }
      return <Working text={t(`step_${phase.step}`)} done={STEPS.indexOf(phase.step) + 1} />;
    case "reading-answer":
      return <Working text={t("step_answer")} done={STEPS.length} />;
    case "opening":
      return <p class="waiting">{t("module_opening")}</p>;
    case "hand-over-form":
    case "done":
      return <p class="waiting">{t("done_text")}</p>;
    case "portal-page":
    case "portal-file":
    case "failed":
      return null;
  }
}

/** `done`: how many of the steps have begun. */
function Working({ text, done }: { readonly text: string; readonly done: number }) {
  return (
    <section>
      <h2>{t("working_heading")}</h2>
      <progress max={STEPS.length + 1} value={done + 0.5} aria-hidden="true" />
      <p class="waiting">{text}</p>
      <p>{t("working_note")}</p>
    </section>
  );
}

/** The card waits for the PIN from the reader. Only the reader can cancel now. */
function AtKeypad({
  cards,
  reader,
  because,
}: {
  readonly cards: CardsState | null;
  readonly reader: string | null;
  readonly because: ErrorValue | null;
}) {
  const atKeypads = summarise(cards).usable.filter(({ keypad }) => keypad);
  const asked = atKeypads.length === 1 ? atKeypads[0] : atKeypads.find((usable) => usable.reader === reader);
  return (
    <section data-testid="keypad-now">
      <h2>{t("working_heading")}</h2>
      {because !== null && <Notice error={because} kind="info" />}
      <progress max={STEPS.length + 1} value={STEPS.indexOf("keypad") + 1.5} aria-hidden="true" />
      <p class="waiting">
        <strong>{t("keypad_now")}</strong> {t("card_test_keypad")}
      </p>
      {asked !== undefined && <CardFacts usable={asked} />}
      <p>
        {t("working_note")} {asked !== undefined && keypadTime(asked)} {t("keypad_cancel")}
      </p>
    </section>
  );
}

function Cards({ cards }: { readonly cards: CardsState | null }) {
  const { waiting, usable, problems } = summarise(cards);
  const [only] = usable;
  return (
    <section>
      <h2>{t("card_heading")}</h2>
      {problems.map(({ reader, error }) => (
        <div key={reader}>
          {usable.length + problems.length > 1 && (
            <p class="reader">
              {t("card_reader")}: <bdi>{reader}</bdi>
            </p>
          )}
          <Notice error={error} kind="info" />
        </div>
      ))}
      {usable.length === 1 && only !== undefined && <CardFacts usable={only} />}
      {waiting !== null && <p class="waiting">{t(waiting === "reading" ? "card_reading" : "card_searching")}</p>}
    </section>
  );
}
