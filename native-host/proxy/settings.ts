import type { ProxySettings } from "../../shared/messages";

/** Where a kind of desktop keeps its settings. */
export interface Desktop {
  /** Whether this person works at such a desktop. */
  readonly isHere: (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => boolean;
  /** null where the desktop has no proxy, or does not tell. */
  readonly read: (env: NodeJS.ProcessEnv) => Promise<ProxySettings | null>;
}
