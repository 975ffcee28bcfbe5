import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { pinRulesOf } from "../../../shared/pin-rules";
import type { CardOrder, CardTask, InsertedCard } from "../../card/view";
import { t } from "../i18n";
import { CodeField } from "./code-field";
import { FIELDS, keypadOrder, orderOf, typingProblem, type FieldName, type Typed, type TypingProblem } from "./codes";
import { TASK_TEXTS } from "./task-texts";
import { isLastPuk, TriesWarning } from "./tries-warning";

interface TaskFormProps {
  readonly task: CardTask;
  readonly card: InsertedCard;
  readonly keypad: boolean;
  /** Prefix of all ids in the form. */
  readonly id: string;
  /** Id of the text that says why the last codes were refused. */
  readonly refused: string;
  readonly begin: (order: CardOrder) => void;
  readonly cancel: () => void;
}

/** The form for one task. The person types the codes here or, if the reader has a keypad, on the reader. */
export function TaskForm({ task, card, keypad, id, refused, begin, cancel }: TaskFormProps) {
  const { button, heading, note, keypad: keypadText } = TASK_TEXTS[task];
  const rules = pinRulesOf(card);
  const [problem, setProblem] = useState<TypingProblem | null>(null);
  const [unconfirmed, setUnconfirmed] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  const confirmation = useRef<HTMLInputElement>(null);
  const inputs = useRef(new Map<FieldName, HTMLInputElement>());
  const names = keypad ? [] : FIELDS[task];
  const first = names[0];
  const last = isLastPuk(card, task);

  useLayoutEffect(() => {
    (first === undefined ? title.current : inputs.current.get(first))?.focus();
  }, []);

  const submit = (event: Event) => {
    event.preventDefault();
    const missing = last && confirmation.current?.checked !== true;
    setUnconfirmed(missing);
    if (missing) return confirmation.current?.focus();
    if (keypad) {
      begin(keypadOrder(task));
      return;
    }
    const typed = typedIn(inputs.current);
    const found = typingProblem(task, typed, rules);
    setProblem(found);
    for (const name of found?.fields ?? names) empty(inputs.current.get(name));
    if (found) inputs.current.get(found.fields[0])?.focus();
    else begin(orderOf(task, typed));
  };

  return (
    <form onSubmit={submit} noValidate autocomplete="off" data-testid={`form-${task}`}>
      <h3 ref={title} tabIndex={-1}>
        {t(heading)}
      </h3>
      <p>{t(note)}</p>
      {keypad && (
        <p class="notice info">
          {t("keypad_note")} {keypadText(rules)}
        </p>
      )}
      <TriesWarning card={card} task={task} id={`${id}-warning`} />
      {names.map((name) => (
        <CodeField
          key={name}
          name={name}
          id={`${id}-${name}`}
          rules={rules}
          described={`${refused} ${id}-warning`}
          problem={problem?.fields[0] === name ? problem.error : null}
          field={(input) => {
            if (input) inputs.current.set(name, input);
            else inputs.current.delete(name);
          }}
        />
      ))}
      {last && (
        <>
          <label class="check">
            <input
              ref={confirmation}
              type="checkbox"
              data-testid="puk-confirm"
              aria-invalid={unconfirmed}
              aria-describedby={`${id}-warning ${id}-unconfirmed`}
            />
            <span>{t("puk_last_confirm")}</span>
          </label>
          <div id={`${id}-unconfirmed`} role="alert">
            {unconfirmed && (
              <p class="notice problem">
                <strong>{t("puk_last_unconfirmed")}</strong>
              </p>
            )}
          </div>
        </>
      )}
      <p class="buttons">
        <button type="submit" class="primary">
          {t(keypad ? "keypad_start" : button)}
        </button>
        <button type="button" onClick={cancel}>
          {t("cancel_button")}
        </button>
      </p>
    </form>
  );
}

function typedIn(inputs: ReadonlyMap<FieldName, HTMLInputElement>): Typed {
  const value = (name: FieldName) => inputs.get(name)?.value ?? "";
  return {
    oldPin: value("oldPin"),
    puk: value("puk"),
    newPin: value("newPin"),
    again: value("again"),
    pin: value("pin"),
  };
}

function empty(input: HTMLInputElement | undefined): void {
  if (input) input.value = "";
}
