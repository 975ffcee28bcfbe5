import browser, { type Runtime } from "webextension-polyfill";
import type { CardCommand, CardPageView } from "../../card/view";

const VIEWS: Readonly<Record<CardPageView["name"], true>> = { starting: true, failed: true, ready: true };

/** Sends a command of this page to the background. */
export type Send = (command: CardCommand) => void;

/**
 * Joins this page with the care of the cards in the background: `show` at every change, `lost` when the background goes. Browsers stop
 * an idle one; joining starts it again, and it shows what is true then.
 */
export function connectCards(show: (view: CardPageView) => void, lost: () => void): Send {
  let port: Runtime.Port | null = null;
  const join = () => {
    const joined = browser.runtime.connect({ name: "card" });
    let heard = false;
    joined.onMessage.addListener((message) => {
      if (!isView(message)) return;
      heard = true;
      show(message);
    });
    joined.onDisconnect.addListener(() => {
      port = null;
      lost();
      // A background that never said a word is not asked again by itself.
      if (heard) port = join();
    });
    joined.postMessage({ type: "show" } satisfies CardCommand);
    return joined;
  };
  port = join();
  return (command) => {
    port ??= join();
    port.postMessage(command);
  };
}

function isView(message: unknown): message is CardPageView {
  return (
    typeof message === "object" &&
    message !== null &&
    "name" in message &&
    typeof message.name === "string" &&
    Object.hasOwn(VIEWS, message.name)
  );
}
