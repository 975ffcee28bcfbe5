import type { Action } from "../../help/entries";
import { t, type MessageKey } from "../i18n";

/** Where the buttons below an answer lead. */
const ACTIONS = {
  "card-page": { text: "help_page_to_card", href: "/pages/card.html" },
  "card-page-change": { text: "help_page_to_change", href: "/pages/card.html#change" },
  "card-page-unblock": { text: "help_page_to_unblock", href: "/pages/card.html#unblock" },
  "card-page-test": { text: "help_page_to_test", href: "/pages/card.html#test" },
  welcome: { text: "help_page_to_checks", href: "/pages/welcome.html" },
  options: { text: "help_page_to_options", href: "/pages/options.html" },
} as const satisfies Record<Action, { text: MessageKey; href: string }>;

export function Actions({ actions }: { readonly actions: readonly Action[] }) {
  if (actions.length === 0) return null;
  return (
    <p class="buttons">
      {actions.map((action) => (
        <a key={action} class="button" href={ACTIONS[action].href}>
          {t(ACTIONS[action].text)}
        </a>
      ))}
    </p>
  );
}
