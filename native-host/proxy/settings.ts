/** What the settings of a computer say about proxies. */
export type ProxySettings =
  /** `http`, `https`: the proxy for addresses of this scheme, null without one. */
  | {
      readonly kind: "by-hand";
      readonly http: string | null;
      readonly https: string | null;
      /** Hosts that are reached straight, as {@link isException} reads them. */
      readonly exceptions: readonly string[];
    }
  /** A script that says for each address which proxy to take. */
  | { readonly kind: "script"; readonly address: string };

/** Where a kind of desktop keeps its settings. */
export interface Desktop {
  /** Whether this person works at such a desktop. */
  readonly isHere: (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => boolean;
  /** null where the desktop has no proxy, or does not tell. */
  readonly read: (env: NodeJS.ProcessEnv) => Promise<ProxySettings | null>;
}
