import { CHROMIUM_ID, FIREFOX_ID } from "../../shared/identity";
import type { Engine } from "../install/browsers";

/** The extension that started the host. */
export interface Caller {
  readonly id: string;
  /** The kind of browser that it runs in. */
  readonly engine: Engine;
  readonly allowed: boolean;
}

/**
 * Finds the extension that started the host in the arguments that browsers pass. Chrome passes the extension's origin
 * (and on Windows `--parent-window=…`), Firefox the path of the manifest and the add-on's identifier. Ubuntu's first portal
 * for native messaging starts hosts of a Firefox in a sandbox without arguments: nothing but the pipes tells it from a
 * person (docs/decisions/0045). null: no browser started the host. `allowed` false: the extension is not ours.
 */
export function caller(args: readonly string[], overPipes: boolean): Caller | null {
  if (args.length === 0 && overPipes) return { id: FIREFOX_ID, engine: "firefox", allowed: true };
  const [first, second] = args;
  const origin = first === undefined ? null : /^[a-z-]+-extension:\/\/([^/]*)\/?$/.exec(first);
  if (origin)
    return { id: origin[1] ?? "", engine: "chromium", allowed: first === `chrome-extension://${CHROMIUM_ID}/` };
  if (first?.endsWith(".json") && second !== undefined)
    return { id: second, engine: "firefox", allowed: second === FIREFOX_ID };
  return null;
}
