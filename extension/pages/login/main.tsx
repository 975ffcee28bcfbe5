import { render } from 'preact';
import type { LoginPhase, LoginView } from '../../login/view';
import { Frame } from '../frame';
import { language, t } from '../i18n';
import { connectLogin, type Send } from './connection';
import { Failed } from './failed';
import { createHandOver } from './hand-over';
import { LoginPage } from './page';

let phase: LoginPhase['name'] = 'starting';

function show(view: LoginView) {
  phase = view.phase.name;
  render(<LoginPage view={view} send={send} />, document.body);
  handOver(view.phase);
}

/** The background is gone, and the login with it unless it had reached its end. Says whether to ask what has become of it. */
function lost(): boolean {
  if (phase === 'done' || phase === 'hand-over-form' || phase === 'failed') return false;
  const failed = <Failed error={{ code: 'relay.no-login', details: {} }} mayRetry={false} ownWay={null} send={() => history.back()} />;
  render(<Frame title={t('login_title')}>{failed}</Frame>, document.body);
  return true;
}

document.documentElement.lang = language();
document.title = t('login_title');
render(<Frame title={t('login_title')}><p class="waiting">{t('starting')}</p></Frame>, document.body);
const send: Send = connectLogin(new URLSearchParams(location.search).get('login') ?? '', show, lost);
const handOver = createHandOver(send);
// Out of the browser's cache for going back and forth the page would show what is long past.
addEventListener('pageshow', ({ persisted }) => { if (persisted) location.reload(); });
