import { loadOrganisation } from "./organisation/organisation";
import { language, loadLanguage, onLanguageChange, t, type MessageKey } from "./i18n";

/**
 * Starts a page with this title. Calls `draw` as soon as the person's language is known, and again whenever it changes.
 */
export async function startPage(title: MessageKey, draw: () => void): Promise<void> {
  const show = () => {
    document.documentElement.lang = language();
    document.title = `${t(title)} – Varco`;
    draw();
  };
  onLanguageChange(show);
  await Promise.all([loadOrganisation(), loadLanguage()]).catch((thrown: unknown) => {
    globalThis.reportError(thrown);
  });
  show();
}
