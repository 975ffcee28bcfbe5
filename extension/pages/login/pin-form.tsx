import type { Ref } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ErrorValue } from "../../../shared/errors";
import { pinProblem, pinRulesOf, type PinRules } from "../../../shared/pin-rules";
import { t } from "../i18n";
import { Notice } from "../notice";
import { keysFor, ruleText } from "../rule-text";
import { CardChoice } from "./card-choice";
import { CardWarnings } from "./card-warnings";
import { cardKey, type UsableCard } from "./cards";
import { useComposure, type Composure, type Wait } from "./composure";
import { EarlyNote } from "./early-note";
import { takePin } from "./pin";
import { SiteAccessNote } from "./site-access-note";
import type { Submit } from "./use-submit";

interface PinFormProps {
  readonly origin: string;
  readonly issuers: readonly string[];
  readonly usable: readonly UsableCard[];
  readonly refused: ErrorValue | null;
  readonly reader: string | null;
  readonly chooseReader: (reader: string) => void;
  /** Whether Varco has access to the portal's site already. */
  readonly allowed: boolean;
  readonly remember: boolean;
  readonly setRemember: (remember: boolean) => void;
  readonly submit: Submit["submit"];
  readonly cancel: () => void;
  readonly wait: Wait;
  /** Whether the server has said that it takes a certificate. Until then the button does not work. */
  readonly checked: boolean;
  /** Whether the person has had the time to see the page. */
  readonly composure: Composure;
}

/**
 * The PIN and the button. A reader with a keypad takes the PIN itself: then there is no field. The PIN is never part of
 * the state: the form reads it once and empties the field.
 */
export function PinForm(props: PinFormProps) {
  const { origin, usable, refused } = props;
  const [misformed, setMisformed] = useState<ErrorValue | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const chosen = usable.length === 1 ? usable[0] : usable.find(({ reader }) => reader === props.reader);
  const key = chosen === undefined ? "" : cardKey(chosen);
  // A PIN is typed after the form has appeared. A button alone could get a key that was meant for something else. The
  // server's answer may bring a warning.
  const atButton = useComposure(props.wait, JSON.stringify([key, props.issuers]), props.checked);
  const composure = chosen?.keypad === true ? atButton : props.composure;
  // The focus stays while the person moves through several cards with the arrow keys.
  useLayoutEffect(() => {
    if (usable.length === 1 || refused !== null) (field.current ?? button.current)?.focus();
  }, [usable.length === 1 ? key : ""]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (chosen === undefined || !composure.press()) return;
    if (chosen.keypad) return void props.submit(chosen, null, props.remember);
    if (field.current === null) return;
    const pin = takePin(field.current);
    const problem = pinProblem(pin, pinRulesOf(chosen.card));
    setMisformed(problem);
    if (problem === null) void props.submit(chosen, pin, props.remember);
    else field.current.focus();
  };

  return (
    <form onSubmit={submit} noValidate autocomplete="off">
      {usable.length > 1 && <CardChoice usable={usable} reader={chosen?.reader ?? null} choose={props.chooseReader} />}
      {chosen !== undefined && <CardWarnings card={chosen} issuers={props.issuers} origin={origin} refused={refused} />}
      {chosen !== undefined && (
        <>
          {chosen.keypad ? (
            <KeypadNote />
          ) : (
            <PinField key={key} field={field} rules={pinRulesOf(chosen.card)} misformed={misformed} />
          )}
          <label class="check">
            <input
              type="checkbox"
              checked={props.remember}
              onChange={(event) => props.setRemember(event.currentTarget.checked)}
            />
            <span>{t("remember_label")}</span>
          </label>
          {!props.allowed && <SiteAccessNote />}
        </>
      )}
      <p class="buttons">
        {chosen !== undefined && (
          <button
            ref={button}
            type="submit"
            class="primary"
            aria-disabled={!composure.isReached}
            {...(chosen.keypad ? { "aria-describedby": "keypad-note last-try refused module-offer" } : {})}
          >
            {t("login_button")}
          </button>
        )}
        <button type="button" onClick={props.cancel}>
          {t("cancel_button")}
        </button>
      </p>
      <EarlyNote {...composure} checked={props.checked} />
    </form>
  );
}

function KeypadNote() {
  return (
    <p class="notice info" id="keypad-note">
      {t("login_keypad_note")}
    </p>
  );
}

/** `misformed`: why the last input cannot be the PIN. */
function PinField({
  field,
  rules,
  misformed,
}: {
  readonly field: Ref<HTMLInputElement>;
  readonly rules: PinRules;
  readonly misformed: ErrorValue | null;
}) {
  return (
    <div class="field">
      <label for="pin">{t("pin_label")}</label>
      <input
        ref={field}
        id="pin"
        type="password"
        inputMode={keysFor(rules)}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={misformed !== null}
        aria-describedby="pin-problem last-try refused pin-hint module-offer"
      />
      <p id="pin-hint" class="hint">
        {ruleText("pin_hint", rules)}
      </p>
      <div id="pin-problem" role="alert">
        {misformed !== null && <Notice error={misformed} kind="problem" />}
      </div>
    </div>
  );
}
