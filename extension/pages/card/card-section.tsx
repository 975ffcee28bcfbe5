import type { RefObject } from "preact";
import { useRef, useState } from "preact/hooks";
import { policyOf } from "../../../shared/error-policy";
import { pinRulesOf } from "../../../shared/pin-rules";
import type { CardOrder, CardTask, InsertedCard, ReaderView } from "../../card/view";
import { t } from "../i18n";
import { Notice } from "../notice";
import { CardFacts } from "./card-facts";
import { cardName } from "./card-name";
import { CardStanding } from "./card-standing";
import { CertificateExport } from "./certificate-export";
import type { Send } from "./connection";
import { useKeptFocus } from "./kept-focus";
import { possibleTasks } from "./possible";
import { remarksOf } from "./standing";
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
  /** The form to open at the start, if the card allows the task. */
  readonly wanted: CardTask | null;
}

/** A card that Varco can use: its holder, its state, the tasks, then all facts. */
export function CardSection({
  reader: { name, keypad, through, work },
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
  const possible = possibleTasks(card, through);
  const failed = work?.state === "failed" ? work : null;
  const mayTypeAgain = failed !== null && policyOf(failed.error.code).next === "type-again";
  const again = mayTypeAgain && possible.includes(failed.task) ? failed.task : null;
  const asked = again ?? open;
  const form = work?.state !== "working" && asked !== null && possible.includes(asked) ? asked : null;
  const remedy = remarksOf(card, through, now)[0]?.about === "pin-blocked" ? "unblock" : null;
  const openForm = (task: CardTask) => {
    setOpen(task);
    // Another program may have spent tries meanwhile. The form has to warn before the last one.
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
      <p data-testid="holder">
        {t("card_holder")}: <bdi>{card.holder.name}</bdi>
      </p>
      {/* A form and the end of a work speak of the codes themselves. */}
      <CardStanding
        card={card}
        through={through}
        now={now}
        quiet={form !== null || work !== null}
        doubtful={failed !== null}
      />
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
      {work !== null && (
        <WorkStatus
          work={work}
          rules={pinRulesOf(card)}
          through={through}
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
            <button
              key={task}
              type="button"
              class={task === remedy ? "primary" : undefined}
              data-testid={`open-${task}`}
              onClick={() => openForm(task)}
            >
              {t(TASK_TEXTS[task].button)}
            </button>
          ))}
        </p>
      )}
      <CardFacts card={card} reader={name} keypad={keypad} through={through} />
      {card.details.state === "known" && <CertificateExport certificate={card.details.certificate} />}
    </>
  );
}
