import { useEffect, useRef } from "preact/hooks";
import type { Examination } from "../../card/view";
import { language, t, time } from "../i18n";
import { Notice } from "../notice";
import { FindingItem } from "./finding-item";
import { othersIn, troublesIn } from "../../card/findings";

type Done = Extract<Examination, { state: "done" }>;

interface ExaminationSectionProps {
  /** What is being done, or how the last one ended. null: there was none. */
  readonly examination: Examination | null;
  /** null: there is no host that could do it. */
  readonly examine: (() => void) | null;
}

/** The examination of the computer: the button for it, and what it found. */
export function ExaminationSection({ examination, examine }: ExaminationSectionProps) {
  const isRunning = examination?.state === "running";
  const spoken = language();
  // The host words what it finds. Whoever chooses another language gets it once more, in that one.
  const before = useRef(spoken);
  useEffect(() => {
    const isChosen = before.current !== spoken;
    before.current = spoken;
    if (isChosen && examination?.state === "done" && examination.language !== spoken) examine?.();
  }, [spoken]);
  return (
    <section class="examination" aria-labelledby="examination">
      <h2 id="examination">{t("examination_heading")}</h2>
      <p>{t("examination_intro")}</p>
      {examine === null ? (
        <p class="hint">{t("welcome_reader_later")}</p>
      ) : (
        <p class="buttons">
          <button type="button" data-testid="examine" aria-disabled={isRunning} onClick={examine}>
            {t(examination === null || isRunning ? "examination_begin" : "examination_again")}
          </button>
        </p>
      )}
      <div role="status" data-testid={`examination-${examination?.state ?? "none"}`}>
        {isRunning && <p class="waiting">{t("examination_running")}</p>}
        {examination?.state === "done" && <Outcome {...examination} />}
        {examination?.state === "failed" && <Notice error={examination.error} kind="problem" />}
      </div>
      {examination?.state === "done" && <Findings {...examination} />}
    </section>
  );
}

/** All of it in two sentences, which screen readers announce. */
function Outcome({ ready, findings, at }: Done) {
  const count = troublesIn(findings).length;
  const isFine = ready && count === 0;
  return (
    <>
      <p class={isFine ? "all-good" : "outcome"}>
        {isFine ? t("examination_fine") : t(ready ? "examination_notes" : "examination_faults", String(count))}
      </p>
      <p class="hint">{t("examination_at", time(at))}</p>
    </>
  );
}

function Findings({ findings, language }: Done) {
  const troubles = troublesIn(findings);
  const others = othersIn(findings);
  return (
    <>
      {troubles.length > 0 && (
        <ul class="findings">
          {troubles.map((finding) => (
            <FindingItem key={finding.id} finding={finding} lang={language} />
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t("examination_others", String(others.length))}</summary>
          <ul lang={language}>
            {others.map(({ id, title, word, cause }) => (
              <li key={id} data-check={id}>
                <strong>{title}</strong> ({word}): {cause}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
