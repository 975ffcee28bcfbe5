import type { CardCommand, CardPageView } from "../../card/view";
import type { PagePort } from "../contracts";
import type { CardTaskRunner } from "./task-runner";
import { toCardCommand } from "./commands";

/** The pages that show the cards, and what they want of them. */
export class CardPages {
  readonly #runner: CardTaskRunner;
  readonly #page: { extensionId: string; pageUrl: string; otherUrls: readonly string[] };
  readonly #tabs: number[] = [];

  /** `pageUrl`: address of the card page. `otherUrls`: those of other pages of the extension that may join. */
  constructor(runner: CardTaskRunner, page: { extensionId: string; pageUrl: string; otherUrls: readonly string[] }) {
    this.#runner = runner;
    this.#page = page;
  }

  /** Tabs that show the card page, the one that was opened last in front. */
  get tabs(): readonly number[] {
    return this.#tabs.toReversed();
  }

  /** Serves the port of a page in a tab. Anybody else is not heard. */
  serve(port: PagePort<CardPageView>): void {
    const { id, url, frameId, tab } = port.sender ?? {};
    const { extensionId, pageUrl, otherUrls } = this.#page;
    const tabId = tab?.id;
    const address = url?.split(/[?#]/)[0] ?? "";
    if (
      port.name !== "card" ||
      id !== extensionId ||
      frameId !== 0 ||
      tabId === undefined ||
      ![pageUrl, ...otherUrls].includes(address)
    ) {
      port.disconnect();
      return;
    }
    if (address === pageUrl) this.#tabs.push(tabId);
    let unwatch: (() => void) | null = null;
    port.onMessage.addListener((message: unknown) => {
      const command = toCardCommand(message);
      if (!command) return;
      if (command.type === "show") unwatch ??= this.#runner.watch((view) => port.postMessage(view));
      else if (unwatch) this.#take(command);
    });
    port.onDisconnect.addListener(() => {
      unwatch?.();
      const at = this.#tabs.lastIndexOf(tabId);
      if (address === pageUrl && at >= 0) this.#tabs.splice(at, 1);
    });
  }

  #take(command: Exclude<CardCommand, { type: "show" }>): void {
    switch (command.type) {
      case "begin": {
        this.#runner.begin(command);
        return;
      }
      case "cancel": {
        this.#runner.cancel(command.work);
        return;
      }
      case "dismiss": {
        this.#runner.dismiss(command.work);
        return;
      }
      case "look": {
        this.#runner.look(command.reader);
        return;
      }
      case "examine": {
        this.#runner.examine(command.language);
        return;
      }
      case "retry": {
        this.#runner.start(command.visibly);
        return;
      }
    }
  }
}
