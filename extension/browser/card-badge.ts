import browser from "webextension-polyfill";

/** The colours of the badge: quiet, and 7:1 apart. */
const COLOURS = { background: "#455a64", text: "#ffffff" } as const;
/** One sign: Firefox cuts three letters off. */
const TEXT = "✓";

/** Shows on the button, for this tab, that the page takes the card. A tab that is gone needs none. */
export async function showCardBadge(tabId: number): Promise<void> {
  const { action, i18n } = browser;
  await whileThere([
    action.setBadgeBackgroundColor({ tabId, color: COLOURS.background }),
    action.setBadgeTextColor({ tabId, color: COLOURS.text }),
    action.setBadgeText({ tabId, text: TEXT }),
    action.setTitle({ tabId, title: i18n.getMessage("action_takes_card") }),
  ]);
}

/** Takes it away again. */
export async function hideCardBadge(tabId: number): Promise<void> {
  const { action, i18n } = browser;
  await whileThere([
    action.setBadgeText({ tabId, text: "" }),
    action.setTitle({ tabId, title: i18n.getMessage("action_title") }),
  ]);
}

async function whileThere(changes: readonly Promise<void>[]): Promise<void> {
  await Promise.allSettled(changes);
}
