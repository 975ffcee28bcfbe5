import { useEffect, useRef, useState } from 'preact/hooks';
import type { ErrorValue } from '../../../shared/errors';
import { t } from '../i18n';
import { Notice } from '../notice';
import { cardKey, triesLeft, warningsFor, type UsableCard } from './cards';
import { CardChoice } from './card-choice';
import { isPin, takePin } from './pin';
import { SiteAccessNote } from './site-access-note';
import type { Submit } from './use-submit';

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
  readonly submit: Submit['submit'];
  readonly cancel: () => void;
}

/** The PIN and what belongs to it. The PIN is never part of the state: it is read once and the field emptied. */
export function PinForm(props: PinFormProps) {
  const { origin, usable, refused } = props;
  const [wrongly, setWrongly] = useState<'pin.format' | 'card.choose' | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const chosen = usable.length === 1 ? usable[0] : usable.find(({ reader }) => reader === props.reader);
  const key = chosen === undefined ? '' : cardKey(chosen);
  useEffect(() => { if (chosen !== undefined) field.current?.focus(); }, [key]);

  const submit = (event: Event) => {
    event.preventDefault();
    if (field.current === null) return;
    const pin = takePin(field.current);
    if (chosen === undefined) return setWrongly('card.choose');
    if (!isPin(pin)) {
      setWrongly('pin.format');
      return field.current.focus();
    }
    setWrongly(null);
    void props.submit(chosen, pin, props.remember);
  };

  const warnings = chosen === undefined ? [] : warningsFor(chosen, props.issuers, new URL(origin).host);
  const lastTry = chosen !== undefined && triesLeft(chosen, refused) === 1;
  return (
    <form onSubmit={submit} noValidate autocomplete="off">
      {usable.length > 1 && <CardChoice usable={usable} reader={chosen?.reader ?? null} choose={props.chooseReader} />}
      {warnings.map((error) => <Notice key={error.code} error={error} kind="warning" more={t('warning_may_go_on')} />)}
      {lastTry && <p class="notice warning" id="last-try"><strong>{t('last_try')}</strong></p>}
      <div class="field">
        <label for="pin">{t('pin_label')}</label>
        <input
          key={key} ref={field} id="pin" type="password" inputMode="numeric" autocomplete="off" spellcheck={false}
          aria-invalid={wrongly === 'pin.format'} aria-describedby="pin-problem last-try refused pin-hint"
        />
        <p id="pin-hint" class="hint">{t('pin_hint')}</p>
        <div id="pin-problem" role="alert">{wrongly !== null && <Notice error={{ code: wrongly, details: {} }} kind="problem" />}</div>
      </div>
      <label class="check">
        <input type="checkbox" checked={props.remember} onChange={(event) => props.setRemember(event.currentTarget.checked)} />
        <span>{t('remember_label')}</span>
      </label>
      {!props.allowed && <SiteAccessNote />}
      <p class="buttons">
        <button type="submit" class="primary">{t('login_button')}</button>
        <button type="button" onClick={props.cancel}>{t('cancel_button')}</button>
      </p>
    </form>
  );
}
