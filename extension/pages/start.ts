import type { Language } from "../issuers/language";
import { onManagedChange } from "../managed/settings";
import { language, loadLanguage, onLanguageChange, t, type MessageKey } from "./i18n";

/**
 * Starts a page with this title. Calls `draw` as soon as the person's language is known, and again whenever it changes
 * or the organisation sets something else. `load` fetches what the page needs in a language besides, before it is drawn
 * in that language.
 */
export async function startPage(
  title: MessageKey,
  draw: () => void,
  load?: (language: Language) => Promise<void>,
): Promise<void> {
  const show = () => {
    document.documentElement.lang = language();
    document.title = `${t(title)} – Varco`;
    draw();
  };
  const loaded = async () => {
    if (load === undefined) return;
    for (let wanted: Language | null = null; wanted !== language();) {
      wanted = language();
      await load(wanted);
    }
  };
  const loadAll = async () => {
    await loadLanguage().catch((thrown: unknown) => {
      globalThis.reportError(thrown);
    });
    await loaded();
  };
  onLanguageChange(() => {
    if (load === undefined) show();
    else void loaded().then(show);
  });
  // When the extension is new, Chromium hands out what an organisation has set a moment after the first page is there.
  onManagedChange(() => void loadAll().then(show));
  await loadAll();
  show();
}
