import { useEffect, useRef } from 'preact/hooks';
import { Frame } from '../frame';
import { t } from '../i18n';
import { ModuleSection, type ModuleSectionProps } from './module-section';

interface OptionsPageProps {
  /** Origins of the remembered portals. */
  readonly portals: readonly string[];
  /** The one forgotten last, said to screen readers. */
  readonly forgotten: string | null;
  readonly forget: (origin: string) => Promise<void>;
  readonly module: ModuleSectionProps;
}

/** What Varco does, how to use it, whether the browser uses the card by itself, and the portals that are remembered. */
export function OptionsPage({ portals, forgotten, forget, module }: OptionsPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone with its portal.
  useEffect(() => { if (forgotten !== null) heading.current?.focus(); }, [forgotten]);
  return (
    <Frame title={t('options_title')} here="options">
      <p>{t('options_intro')}</p>
      <h2>{t('options_how_heading')}</h2>
      <ol>
        <li>{t('options_how_reader')}</li>
        <li>{t('options_how_portal')} {t('options_how_action')}</li>
        <li>{t('options_how_pin')}</li>
      </ol>
      <ModuleSection {...module} />
      <h2 ref={heading} tabIndex={-1}>{t('options_remembered_heading')}</h2>
      {portals.length === 0 && <p>{t('options_remembered_none')}</p>}
      <ul class="portals">
        {portals.map((origin) => (
          <li key={origin}>
            <span class="origin"><bdi>{origin}</bdi></span>
            <button type="button" aria-label={t('options_forget_portal', origin)} onClick={() => void forget(origin)}>{t('options_forget')}</button>
          </li>
        ))}
      </ul>
      <p role="status" class="hint">{forgotten === null ? '' : t('options_forgotten', forgotten)}</p>
    </Frame>
  );
}
