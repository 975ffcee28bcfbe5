import browser, { type Runtime } from "webextension-polyfill";

/** How a page speaks with the background. */
export interface PageConnection<View, Command> {
  /** Name of the port, by which the background knows the kind of page. */
  readonly name: "login" | "card";
  /** The first message on each port. */
  readonly hello: Command;
  readonly isView: (message: unknown) => message is View;
  /** Called with every view. */
  readonly show: (view: View) => void;
  /** Called when the background goes away. Says whether to join again at once; otherwise the next command does. */
  readonly lost: () => boolean;
}

/**
 * Joins this page with the background and returns the way to send it commands. Browsers stop an idle background;
 * joining starts it again, and it shows how things stand. A background that never answered is not asked again without a
 * command.
 */
export function connectPage<View, Command>({
  name,
  hello,
  isView,
  show,
  lost,
}: PageConnection<View, Command>): (command: Command) => void {
  let port: Runtime.Port | null = null;
  const join = () => {
    const joined = browser.runtime.connect({ name });
    let heard = false;
    joined.onMessage.addListener((message) => {
      if (!isView(message)) return;
      heard = true;
      show(message);
    });
    joined.onDisconnect.addListener(() => {
      port = null;
      if (lost() && heard) port = join();
    });
    joined.postMessage(hello);
    return joined;
  };
  port = join();
  return (command) => {
    port ??= join();
    port.postMessage(command);
  };
}

/** Whether a message, or a part of it, is an object with one of these names. */
export function isNamed(value: unknown, names: Readonly<Record<string, true>>): boolean {
  if (typeof value !== "object" || value === null || !("name" in value)) return false;
  return typeof value.name === "string" && Object.hasOwn(names, value.name);
}
