import { useEffect, useState } from 'preact/hooks';
import { hasSiteAccess } from '../../login/site-access';
import { t } from '../i18n';

/** Whether Varco has access to the portal's site already; null until that is known. */
export function useSiteAccess(origin: string): boolean | null {
  const [allowed, setAllowed] = useState<boolean | null>(null);
  useEffect(() => { void hasSiteAccess(origin).then(setAllowed); }, [origin]);
  return allowed;
}

/** Said before and while the browser asks for access to the site. */
export function SiteAccessNote() {
  return <p class="hint" id="site-access">{t('site_access_note')}</p>;
}
