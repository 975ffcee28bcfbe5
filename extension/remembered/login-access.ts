import browser from "webextension-polyfill";
import type { LoginEnding } from "../login/login-ending";
import { PatternList } from "./pattern-list";

/** Access that one login uses. */
export interface LoginAccess {
  /** The person wants the portal remembered: the access stays. */
  keep(): Promise<void>;
  /** The login is over. */
  end(ending: LoginEnding): Promise<void>;
}

/**
 * Access to sites that the person gives for a login. It ends with the last login that uses it, unless the person had
 * given it before or wants the portal remembered. What is to end is noted, for the case that the browser stops the
 * background or ends before.
 */
export class AccessOfLogins {
  /** Access to end, for logins in ordinary windows. It outlives the browser, as access does. */
  readonly #ordinary = new PatternList(() => browser.storage.local, "accessToEnd");
  /** The same for private windows, which leave nothing on the disk. */
  readonly #private = new PatternList(() => browser.storage.session, "accessToEnd");
  /** Access for a login that begins again. It ends with that, or with the browser. */
  readonly #again = new PatternList(() => browser.storage.session, "accessAgain");
  /** By match pattern: how many logins use it. */
  readonly #logins = new Map<string, number>();
  /** By tab: logins whose page is still loading there. Until then the portal's answer is to be seen. */
  readonly #arriving = new Map<number, (readonly string[])[]>();
  readonly #ownsOrdinary: boolean;
  #last: Promise<void> = Promise.resolve();

  /**
   * `ownsOrdinary`: whether this background has the ordinary windows (Chromium has another one for private windows).
   */
  constructor(ownsOrdinary: boolean) {
    this.#ownsOrdinary = ownsOrdinary;
  }

  /** A login begins. */
  begin(tabId: number, incognito: boolean, patterns: readonly string[]): LoginAccess {
    const noted = incognito ? this.#private : this.#ordinary;
    for (const pattern of patterns) this.#logins.set(pattern, (this.#logins.get(pattern) ?? 0) + 1);
    this.#each(patterns, async (pattern) => {
      await this.#again.remove(pattern);
      const had = (await this.#isNoted(pattern)) || (await browser.permissions.contains({ origins: [pattern] }));
      if (!had) await noted.add(pattern);
    }).catch((thrown: unknown) => {
      globalThis.reportError(thrown);
    });
    return {
      keep: () => this.#each(patterns, (pattern) => this.#forget(pattern)),
      end: async (ending) => {
        if (ending === "arrived") this.#arriving.set(tabId, [...(this.#arriving.get(tabId) ?? []), patterns]);
        else await this.#release(patterns, ending);
      },
    };
  }

  /** The page of a tab has loaded, or will not, or the tab is closed. */
  async loaded(tabId: number): Promise<void> {
    const arrived = this.#arriving.get(tabId) ?? [];
    this.#arriving.delete(tabId);
    for (const patterns of arrived) await this.#release(patterns, "over");
  }

  /** Ends what an earlier background has left. To be called when its logins have begun again. */
  async restore(): Promise<void> {
    const again = await this.#again.all();
    const noted = await this.#noted();
    await this.#each(
      noted.filter((pattern) => !again.includes(pattern)),
      (pattern) => this.#endUnused(pattern),
    );
  }

  async #release(patterns: readonly string[], ending: "again" | "over"): Promise<void> {
    for (const pattern of patterns) this.#logins.set(pattern, (this.#logins.get(pattern) ?? 1) - 1);
    await this.#each(patterns, (pattern) => (ending === "again" ? this.#again.add(pattern) : this.#endUnused(pattern)));
  }

  async #endUnused(pattern: string): Promise<void> {
    if ((this.#logins.get(pattern) ?? 0) > 0 || !(await this.#isNoted(pattern))) return;
    await browser.permissions.remove({ origins: [pattern] });
    await this.#forget(pattern);
  }

  async #isNoted(pattern: string): Promise<boolean> {
    return (await this.#noted()).includes(pattern);
  }

  /** Whatever this background is to end. */
  async #noted(): Promise<readonly string[]> {
    return [...(await this.#private.all()), ...(this.#ownsOrdinary ? await this.#ordinary.all() : [])];
  }

  async #forget(pattern: string): Promise<void> {
    if (this.#ownsOrdinary) await this.#ordinary.remove(pattern);
    await this.#private.remove(pattern);
  }

  /** One after the other: each reads a list and writes it. */
  #each(patterns: readonly string[], work: (pattern: string) => Promise<void>): Promise<void> {
    const all = this.#last.then(async () => {
      for (const pattern of patterns) await work(pattern);
    });
    this.#last = all.catch(() => undefined);
    return all;
  }
}
