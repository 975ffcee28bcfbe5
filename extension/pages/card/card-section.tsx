import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import type { CardOrder, CardTask, InsertedCard, ReaderView } from "../../card/view";
import { t } from "../i18n";
import { Notice } from "../notice";
import { CardFacts } from "./card-facts";
import { cardName } from "./card-name";
import { CardValidity } from "./card-validity";
import { CertificateExport } from "./certificate-export";
import type { Send } from "./connection";
import { useKeptFocus } from "./kept-focus";
import { blockedCode, mayTypeAgain, possibleTasks } from "./possible";
import { TaskForm } from "./task-form";
import { TASK_TEXTS } from "./task-texts";
import { WorkStatus } from "./work-status";

export interface CardSectionProps {
  readonly reader: ReaderView;
  /** Prefix of all ids in the section. */
  readonly id: string;
  readonly now: Date;
  readonly send: Send;
  readonly isMine: (work: string) => boolean;
  readonly begin: (reader: string, card: InsertedCard, order: CardOrder) => void;
  /** The form that is open from the start, where the card allows it. */
  readonly wanted: CardTask | null;
}

/** A card that can be used: what is known of it and what can be done with it. */
export function CardSection({
  reader: { name, keypad, work },
  card,
  id,
  now,
  send,
  isMine,
  begin,
  wanted,
  section,
}: CardSectionProps & { readonly card: InsertedCard; readonly section: RefObject<HTMLElement | null> }) {
  const [open, setOpen] = useState(wanted);
  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(
    () => section.current,
    () => heading.current,
  );
  const possible = possibleTasks(card);
  const again = work?.state === "failed" && mayTypeAgain(work.error) && possible.includes(work.task) ? work.task : null;
  const asked = again ?? open;
  const form = work?.state !== "working" && asked !== null && possible.includes(asked) ? asked : null;
  // Where something is being done about it, and where it has just been said, it need not be said.
  const blocked = form !== null || work !== null ? null : blockedCode(card);
  const openForm = (task: CardTask) => {
    setOpen(task);
    // Elsewhere tries may have been spent since the card was asked, and the form warns before the last one.
    send({ type: "look", reader: name });
  };
  const dismiss = () => {
    setOpen(null);
    if (work) send({ type: "dismiss", work: work.id });
  };
  return (
    <>
      <h2 id={`${id}-heading`} ref={heading} tabIndex={-1}>
        {cardName(card)}
      </h2>
      <CardValidity certificate={card.certificate} now={now} />
      <CardFacts card={card} reader={name} keypad={keypad} />
      {card.details.state === "failed" && (
        <>
          <Notice error={card.details.error} kind="warning" />
          <p class="buttons">
            <button type="button" onClick={() => send({ type: "look", reader: name })}>
              {t("retry_button")}
            </button>
          </p>
        </>
      )}
      {blocked !== null && <Notice error={blocked} kind="problem" />}
      {work !== null && (
        <WorkStatus
          work={work}
          mine={isMine(work.id)}
          refused={`${id}-refused`}
          again={again !== null}
          cancel={() => send({ type: "cancel", work: work.id })}
          dismiss={dismiss}
        />
      )}
      {form !== null && (
        <TaskForm
          key={`${form} ${work?.id ?? ""}`}
          task={form}
          card={card}
          keypad={keypad}
          id={id}
          refused={`${id}-refused`}
          cancel={dismiss}
          begin={(order) => {
            setOpen(null);
            begin(name, card, order);
          }}
        />
      )}
      {form === null && work?.state !== "working" && possible.length > 0 && (
        <p class="buttons">
          {possible.map((task) => (
            <button key={task} type="button" data-testid={`open-${task}`} onClick={() => openForm(task)}>
              {t(TASK_TEXTS[task].button)}
            </button>
          ))}
        </p>
      )}
      {card.details.state === "known" && <CertificateExport certificate={card.details.certificate} />}
    </>
  );
}
