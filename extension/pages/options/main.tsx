import { render } from 'preact';
import { forgetPortal, onRememberedChange, rememberedPortals } from '../../remembered/portals';
import { language, t } from '../i18n';
import { OptionsPage } from './page';

let forgotten: string | null = null;

async function draw() {
  const portals = await rememberedPortals();
  render(<OptionsPage portals={portals} forgotten={forgotten} forget={forget} />, document.body);
}

async function forget(origin: string) {
  await forgetPortal(origin);
  forgotten = origin;
  await draw();
}

document.documentElement.lang = language();
document.title = t('options_title');
onRememberedChange(() => void draw());
void draw();
