import browser from "webextension-polyfill";

interface Held {
  /** Logins that use it. */
  logins: number;
  /** Whether Varco had it before them. */
  readonly before: Promise<boolean>;
}

/** By match pattern: access that logins in private windows use. */
const held = new Map<string, Held>();

/**
 * Access to the sites of one login in a private window. What the person gives for it ends with it, or with the last
 * such login at the same site: a private window leaves no traces.
 */
export class PrivateAccess {
  readonly #patterns: readonly string[];

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns;
    for (const pattern of patterns) {
      const one = held.get(pattern) ?? { logins: 0, before: browser.permissions.contains({ origins: [pattern] }) };
      one.logins += 1;
      held.set(pattern, one);
    }
  }

  /** The login is over. */
  async end(): Promise<void> {
    for (const pattern of this.#patterns) {
      const one = held.get(pattern);
      if (one === undefined) continue;
      one.logins -= 1;
      if (one.logins > 0) continue;
      held.delete(pattern);
      if (!(await one.before)) await browser.permissions.remove({ origins: [pattern] });
    }
  }
}
