import { useLayoutEffect, useRef } from "preact/hooks";
import type { LoginStep } from "../../../shared/messages";
import type { PinRules } from "../../../shared/pin-rules";
import type { CardWork } from "../../card/view";
import { t, type MessageKey } from "../i18n";
import { keypadTime } from "../keypad-time";
import { Notice } from "../notice";
import { faultText } from "./fault";
import { TASK_TEXTS } from "./task-texts";

type WorkIn<S extends CardWork["state"]> = Extract<CardWork, { state: S }>;

/**
 * The only step at which this page can cancel a work. Later the card is at it, or the reader, which has its own cancel
 * key.
 */
const MAY_CANCEL: LoginStep = "queue";
const STEPS: Partial<Readonly<Record<LoginStep, MessageKey>>> = {
  queue: "card_page_step_queue",
  sign: "card_page_step_sign",
};

interface WorkStatusProps {
  readonly work: CardWork;
  /** The rules for the card's PIN; null where the card has gone. */
  readonly rules: PinRules | null;
  /** The program of the card's maker through which it is used. */
  readonly through: string | undefined;
  /** Whether it began on this page: then the focus follows it. */
  readonly mine: boolean;
  /** Id of the text that says why codes were refused. */
  readonly refused: string;
  /** Whether a form below asks for the codes again: then the focus is there. */
  readonly again: boolean;
  readonly cancel: () => void;
  readonly dismiss: () => void;
}

/** The progress of a work, or its end. */
export function WorkStatus(props: WorkStatusProps) {
  const { work } = props;
  switch (work.state) {
    case "working":
      return <Working {...props} work={work} />;
    case "done":
      return <Done {...props} work={work} />;
    case "failed":
      return <Failed {...props} work={work} />;
  }
}

function Working({
  work: { id, task, step },
  rules,
  through,
  mine,
  cancel,
}: WorkStatusProps & { readonly work: WorkIn<"working"> }) {
  const heading = useFocus(mine, id);
  return (
    <div role="status" data-testid="working">
      <h3 ref={heading} tabIndex={-1}>
        {t(TASK_TEXTS[task].heading)}
      </h3>
      {step === "keypad" ? (
        <p class="waiting" data-testid="keypad-now">
          <strong>{t("keypad_now")}</strong> {rules !== null && TASK_TEXTS[task].keypad(rules)}
        </p>
      ) : (
        <p class="waiting">{t(STEPS[step] ?? "step_card")}</p>
      )}
      <p>
        {t("working_note")}
        {step === "keypad" && ` ${keypadTime({ through })} ${t("keypad_cancel")}`}
      </p>
      {step === MAY_CANCEL && (
        <p class="buttons">
          <button type="button" onClick={cancel}>
            {t("cancel_button")}
          </button>
        </p>
      )}
    </div>
  );
}

function Done({ work: { id, task }, mine, dismiss }: WorkStatusProps & { readonly work: WorkIn<"done"> }) {
  const heading = useFocus(mine, id);
  return (
    <div role="status" class="notice good" data-testid="done">
      <h3 ref={heading} tabIndex={-1}>
        {t(TASK_TEXTS[task].heading)}
      </h3>
      <p>{t(TASK_TEXTS[task].done)}</p>
      <p class="buttons">
        <button type="button" onClick={dismiss}>
          {t("close_button")}
        </button>
      </p>
    </div>
  );
}

function Failed({
  work: { id, task, error },
  mine,
  refused,
  again,
  dismiss,
}: WorkStatusProps & { readonly work: WorkIn<"failed"> }) {
  const heading = useFocus(mine && !again, id);
  return (
    <div data-testid="failed" data-code={error.code}>
      {!again && (
        <h3 ref={heading} tabIndex={-1}>
          {t(TASK_TEXTS[task].heading)}
        </h3>
      )}
      <div role="alert" id={refused}>
        <Notice error={error} kind="problem" {...(task === "test" ? { more: t(faultText(error.code)) } : {})} />
      </div>
      {!again && (
        <p class="buttons">
          <button type="button" onClick={dismiss}>
            {t("close_button")}
          </button>
        </p>
      )}
    </div>
  );
}

/** Moves the focus to the heading when its subject changes. */
function useFocus(wanted: boolean, about: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (wanted) heading.current?.focus();
  }, [about]);
  return heading;
}
