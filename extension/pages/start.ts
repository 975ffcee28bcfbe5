import { onManagedChange } from "../managed/settings";
import { loadOrganisation } from "./organisation/organisation";
import { language, loadLanguage, onLanguageChange, t, type MessageKey } from "./i18n";

/**
 * Starts a page with this title. Calls `draw` as soon as the person's language is known, and again whenever it changes
 * or the organisation sets something else.
 */
export async function startPage(title: MessageKey, draw: () => void): Promise<void> {
  const show = () => {
    document.documentElement.lang = language();
    document.title = `${t(title)} – Varco`;
    draw();
  };
  const load = () =>
    Promise.all([loadOrganisation(), loadLanguage()]).catch((thrown: unknown) => {
      globalThis.reportError(thrown);
    });
  onLanguageChange(show);
  // When the extension is new, Chromium hands out what an organisation has set a moment after the first page is there.
  onManagedChange(() => void load().then(show));
  await load();
  show();
}
