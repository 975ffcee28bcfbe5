import type { Ref } from "preact";
import type { ErrorValue } from "../../../shared/errors";
import { CNS_PIN, type PinRules } from "../../../shared/pin-rules";
import { t, type MessageKey } from "../i18n";
import { Notice } from "../notice";
import { keysFor, ruleText } from "../rule-text";
import type { FieldName } from "./codes";

const LABELS: Readonly<Record<FieldName, MessageKey>> = {
  oldPin: "pin_old_label",
  pin: "pin_label",
  puk: "puk_label",
  newPin: "pin_new_label",
  again: "pin_again_label",
};
const HINTS: Readonly<Partial<Record<FieldName, (rules: PinRules) => string>>> = {
  puk: () => t("puk_hint"),
  newPin: (rules) => ruleText("pin_new_hint", rules),
};

/**
 * The field for one code. The characters stay in the field and never enter the page's state. The field does not shorten
 * them: Varco refuses a code that is too long, whereas a shortened one would cost a try. `described`: ids of the texts
 * that screen readers read with it.
 */
export function CodeField({
  field,
  name,
  id,
  rules,
  problem,
  described,
}: {
  readonly field: Ref<HTMLInputElement>;
  readonly name: FieldName;
  readonly id: string;
  readonly rules: PinRules;
  readonly problem: ErrorValue | null;
  readonly described: string;
}) {
  const hint = HINTS[name]?.(rules);
  return (
    <div class="field">
      <label for={id}>{t(LABELS[name])}</label>
      <input
        ref={field}
        id={id}
        name={name}
        type="password"
        inputMode={keysFor(name === "puk" ? CNS_PIN : rules)}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-required="true"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem ${described} ${id}-hint`}
      />
      {hint !== undefined && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <div id={`${id}-problem`} role="alert">
        {problem !== null && <Notice error={problem} kind="problem" />}
      </div>
    </div>
  );
}
