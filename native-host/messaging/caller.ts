import { CHROMIUM_ID, FIREFOX_ID } from "../../shared/identity";
import type { Engine } from "../install/browsers";

/** Who started the host. */
export interface Caller {
  readonly id: string;
  /** Whose extension it is. */
  readonly engine: Engine;
  readonly allowed: boolean;
}

/**
 * The extension that started the host, from the arguments that browsers pass: Chrome its origin (and on Windows
 * `--parent-window=…`), Firefox the path of the manifest and the add-on's identifier. null: not started by a browser.
 * `allowed` false: by an extension that is not ours.
 */
export function caller(args: readonly string[]): Caller | null {
  const [first, second] = args;
  const origin = first === undefined ? null : /^[a-z-]+-extension:\/\/([^/]*)\/?$/.exec(first);
  if (origin)
    return { id: origin[1] ?? "", engine: "chromium", allowed: first === `chrome-extension://${CHROMIUM_ID}/` };
  if (first?.endsWith(".json") && second !== undefined)
    return { id: second, engine: "firefox", allowed: second === FIREFOX_ID };
  return null;
}
