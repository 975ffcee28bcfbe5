import { useRef } from "preact/hooks";
import type { ErrorValue } from "../../../shared/errors";
import type { CardOrder, CardPageView, CardTask, InsertedCard } from "../../card/view";
import { general } from "../../issuers/general";
import { Frame } from "../frame";
import { t } from "../i18n";
import { commonIssuer } from "../known-issuer";
import { Notice } from "../notice";
import { ChangeLine } from "./change-line";
import type { Send } from "./connection";
import type { Interruption } from "./interruption";
import { useKeptFocus } from "./kept-focus";
import { useLookAgain } from "./look-again";
import { ReaderSection } from "./reader-section";
import { ReportSection } from "./report-section";
import { reportText, type Surroundings } from "./report";
import { TASK_TEXTS } from "./task-texts";

interface CardPageProps {
  readonly view: CardPageView;
  readonly send: Send;
  /** Errors that this page has seen, for the report. */
  readonly errors: readonly ErrorValue[];
  /** The work that was going on when background or host went away. */
  readonly interrupted: Interruption | null;
  readonly dismissInterrupted: () => void;
  /** The form that the address of the page asks for. */
  readonly wanted: CardTask | null;
  readonly surroundings: Surroundings;
  readonly now: Date;
}

/** The card page: the inserted cards and the tasks for them. */
export function CardPage({
  view,
  send,
  errors,
  interrupted,
  dismissInterrupted,
  wanted,
  surroundings,
  now,
}: CardPageProps) {
  const mine = useRef(new Set<string>());
  const readers = view.name === "ready" ? view.readers : [];
  const ready = readers.flatMap(({ card }) => (card?.status === "ready" ? [card] : []));
  const issuer = commonIssuer(ready.map(({ certificate }) => certificate.issuer));
  useLookAgain(readers, send);
  useKeptFocus(mainPart, mainPart);
  const begin = (reader: string, { insertion }: InsertedCard, order: CardOrder) => {
    const work = crypto.randomUUID();
    mine.current.add(work);
    send({ type: "begin", work, reader, insertion, order });
  };
  return (
    <Frame title={t("nav_card")} here="card" issuer={issuer?.id ?? null}>
      <p>{t("card_page_intro")}</p>
      {interrupted !== null && <Interrupted {...interrupted} dismiss={dismissInterrupted} />}
      <div role="status">
        {view.name === "starting" && <p class="waiting">{t("card_searching")}</p>}
        {view.name === "ready" && view.problem !== null && <Notice error={view.problem} kind="info" />}
      </div>
      <ChangeLine view={view} now={now} />
      {view.name === "failed" && (
        <>
          <div role="alert">
            <Notice error={view.error} kind="problem" />
          </div>
          <p class="buttons">
            <button type="button" class="primary" onClick={() => send({ type: "retry", visibly: true })}>
              {t("retry_button")}
            </button>
          </p>
        </>
      )}
      {readers.map((reader, index) => (
        <ReaderSection
          key={reader.name}
          reader={reader}
          id={`reader-${index}`}
          alone={readers.length === 1}
          now={now}
          send={send}
          begin={begin}
          isMine={(work) => mine.current.has(work)}
          wanted={ready.length === 1 ? wanted : null}
        />
      ))}
      <p class="hint">{t("card_page_login_hint")}</p>
      <ReportSection text={reportText(view, errors, surroundings, now)} issuer={issuer ?? general} />
    </Frame>
  );
}

function mainPart(): HTMLElement | null {
  return document.querySelector("main");
}

function Interrupted({ task, begun, dismiss }: Interruption & { readonly dismiss: () => void }) {
  return (
    <div data-testid="interrupted">
      <div role="alert">
        {begun ? (
          <Notice error={{ code: task === "test" ? "host.gone" : "pin.unknown", details: {} }} kind="problem" />
        ) : (
          <p class="notice info">
            <strong>{t(TASK_TEXTS[task].heading)}:</strong> {t("card_page_not_begun")}
          </p>
        )}
      </div>
      <p class="buttons">
        <button type="button" onClick={dismiss}>
          {t("close_button")}
        </button>
      </p>
    </div>
  );
}
