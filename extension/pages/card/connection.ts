import type { CardCommand, CardPageView } from "../../card/view";
import { connectPage, isNamed } from "../connect-page";

const VIEWS: Readonly<Record<CardPageView["name"], true>> = { starting: true, failed: true, ready: true };

/** Sends a command of this page to the background. */
export type Send = (command: CardCommand) => void;

/**
 * Connects this page to the cards in the background. Calls `show` at every change, `lost` when the background goes
 * away.
 */
export function connectCards(show: (view: CardPageView) => void, lost: () => void): Send {
  return connectPage<CardPageView, CardCommand>({
    name: "card",
    hello: { type: "show" },
    isView,
    show,
    lost: () => {
      lost();
      return true;
    },
  });
}

function isView(message: unknown): message is CardPageView {
  return isNamed(message, VIEWS);
}
