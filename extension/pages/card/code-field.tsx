import type { Ref } from "preact";
import type { ErrorValue } from "../../../shared/errors";
import { t, type MessageKey } from "../i18n";
import { Notice } from "../notice";
import type { FieldName } from "./codes";

const TEXTS: Readonly<Record<FieldName, { readonly label: MessageKey; readonly hint: MessageKey | null }>> = {
  oldPin: { label: "pin_old_label", hint: null },
  pin: { label: "pin_label", hint: null },
  puk: { label: "puk_label", hint: "puk_hint" },
  newPin: { label: "pin_new_label", hint: "pin_new_hint" },
  again: { label: "pin_again_label", hint: null },
};

/**
 * The field for one code. The digits stay in the field and never enter the page's state. The field does not shorten
 * them: Varco refuses a code that is too long, whereas a shortened one would cost a try. `described`: ids of the texts
 * that screen readers read with it.
 */
export function CodeField({
  field,
  name,
  id,
  problem,
  described,
}: {
  readonly field: Ref<HTMLInputElement>;
  readonly name: FieldName;
  readonly id: string;
  readonly problem: ErrorValue | null;
  readonly described: string;
}) {
  const { label, hint } = TEXTS[name];
  return (
    <div class="field">
      <label for={id}>{t(label)}</label>
      <input
        ref={field}
        id={id}
        name={name}
        type="password"
        inputMode="numeric"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-required="true"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem ${described} ${id}-hint`}
      />
      {hint !== null && (
        <p id={`${id}-hint`} class="hint">
          {t(hint)}
        </p>
      )}
      <div id={`${id}-problem`} role="alert">
        {problem !== null && <Notice error={problem} kind="problem" />}
      </div>
    </div>
  );
}
