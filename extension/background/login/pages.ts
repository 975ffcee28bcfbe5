import { VarcoError } from "../../../shared/errors";
import type { LoginCommand, LoginView } from "../../login/view";
import type { PagePort } from "../contracts";
import type { TabLogins } from "./tab-logins";
import { toCommand } from "./commands";

export interface LoginPagesParts {
  readonly logins: TabLogins;
  /** Resolves when the logins of an earlier background are there again. */
  readonly restored: Promise<void>;
  readonly extensionId: string;
  /** Address of the login page, without its query. */
  readonly pageUrl: string;
  /** Takes a tab away from a page that is of no more use. */
  readonly leave: (tabId: number) => Promise<void>;
}

/** Serves the ports of the login pages. Others, and pages in frames, are not heard. */
export function serveLoginPages({
  logins,
  restored,
  extensionId,
  pageUrl,
  leave,
}: LoginPagesParts): (port: PagePort<LoginView>) => void {
  return (port) => {
    const { id, url, frameId, tab } = port.sender ?? {};
    const tabId = tab?.id;
    if (port.name !== "login" || id !== extensionId || frameId !== 0 || tabId === undefined || !isPage(url, pageUrl)) {
      port.disconnect();
      return;
    }
    let login: string | null = null;
    let open = true;
    let unwatch = () => {};
    const take = async (command: LoginCommand) => {
      if (!open) return;
      if (command.type === "show") {
        login ??= command.login;
        unwatch();
        if (logins.find(login, tabId)) unwatch = logins.watch(login, (view) => port.postMessage(view));
        else port.postMessage(OVER);
      } else if (login !== null) {
        const running = logins.find(login, tabId);
        if (running) running.take(command);
        else if (command.type === "cancel") await leave(tabId);
      }
    };
    port.onDisconnect.addListener(() => {
      open = false;
      unwatch();
    });
    port.onMessage.addListener((message: unknown) => {
      const command = toCommand(message);
      // In the order in which they came, and not before the login that they are for is there again.
      if (command) void restored.then(() => take(command));
    });
  };
}

/** What a page shows that has no login: it was left and is back out of the history. */
const OVER: LoginView = {
  origin: "",
  domain: null,
  firstUse: false,
  cards: null,
  remembered: false,
  access: [],
  foreignForm: null,
  popup: false,
  moduleOffer: { state: "none", problem: null },
  phase: { name: "failed", error: new VarcoError("relay.no-login").toJSON(), mayRetry: false },
};

function isPage(url: string | undefined, pageUrl: string): boolean {
  return url !== undefined && url.split(/[?#]/)[0] === pageUrl;
}
