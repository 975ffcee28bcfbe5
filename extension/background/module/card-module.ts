import { VarcoError } from "../../../shared/errors";
import type { RequestResult } from "../../../shared/messages";
import type { HostClient } from "../../host/client";
import type { ModuleState } from "../../module/view";
import type { ModuleLoader, RunMemory } from "../contracts";

/** The PKCS#11 module in this browser: with it, the browser's own TLS uses the card. */
export class CardModule {
  readonly #host: HostClient;
  readonly #loader: ModuleLoader;
  readonly #run: RunMemory;
  readonly #seen: (state: ModuleState) => void;

  /** `seen` hears what the browser can do, each time that this is looked at or changed. */
  constructor(host: HostClient, loader: ModuleLoader, run: RunMemory, seen: (state: ModuleState) => void) {
    this.#host = host;
    this.#loader = loader;
    this.#run = run;
    this.#seen = seen;
  }

  /**
   * What the browser can do with the module. Loads it where the person has allowed that. Any error means `unavailable`:
   * logins work without the module.
   */
  async state(): Promise<ModuleState> {
    const state = await this.#look();
    this.#seen(state);
    return state;
  }

  async #look(): Promise<ModuleState> {
    try {
      const registered = await this.#ask("module");
      if (registered === "unavailable") return "unavailable";
      if (registered === "late") return "restart";
      if (registered === "unseen") return "unseen";
      if (registered === "possible") return (await this.#run.turned()) === "off" ? "leaving" : "possible";
      if ((await this.#loader.allowed()) === false) return "possible";
      if (!(await this.#loader.loaded())) await this.#load();
      return (await this.#run.turned()) === "on" ? "restart" : "usable";
    } catch {
      return "unavailable";
    }
  }

  /** Loads what the person has turned on, if it is not loaded. To be called when the browser starts. */
  async start(): Promise<void> {
    if ((await this.#loader.allowed()) === true) await this.state();
  }

  /**
   * Registers and loads it. The person must have allowed it. Throws `module.not-loaded`, `install.write` and other
   * errors of the host.
   */
  async turnOn(): Promise<ModuleState> {
    const state = await this.#turnOn();
    this.#seen(state);
    return state;
  }

  async #turnOn(): Promise<ModuleState> {
    const before = await this.#ask("module");
    const after = before === "possible" ? await this.#ask("registerModule") : before;
    if (after === "late") return "restart";
    if (after === "unseen") throw new VarcoError("module.unseen");
    if (after !== "registered") throw new VarcoError("module.not-loaded", { reason: `it is ${after}` });
    const loaded = await this.#loader.loaded().catch((thrown: unknown) => {
      throw refused(thrown);
    });
    if (!loaded) await this.#load();
    // The browser loaded it before it was registered: p11-kit has read its list of modules without it.
    if (loaded && before === "possible") await this.#turn("on");
    return (await this.#run.turned()) === "on" ? "restart" : "usable";
  }

  /**
   * Takes it out of the browser; it stays registered for other programs. Throws `module.not-loaded`, `module.elsewhere`
   * and others of the host.
   */
  async turnOff(): Promise<ModuleState> {
    if (this.#loader.unload)
      await this.#loader.unload().catch((thrown: unknown) => {
        throw refused(thrown);
      });
    else await this.#unregister();
    return this.state();
  }

  async #unregister(): Promise<void> {
    const before = await this.#ask("module");
    if ((await this.#ask("unregisterModule")) === "possible" && before === "registered") await this.#turn("off");
  }

  /** What is undone before it came true has never been. */
  async #turn(to: "on" | "off"): Promise<void> {
    const before = await this.#run.turned();
    await this.#run.setTurned(before === null || before === to ? to : null);
  }

  async #load(): Promise<void> {
    try {
      await this.#loader.load();
    } catch (thrown) {
      // Somebody else may have been quicker: another tab, or the start of the browser.
      if (!(await this.#loader.loaded().catch(() => false))) throw refused(thrown);
    }
  }

  async #ask(type: "module" | "registerModule" | "unregisterModule"): Promise<RequestResult<"module">["state"]> {
    const release = this.#host.hold({ cards: () => {}, lost: () => {} });
    try {
      const session = await this.#host.session();
      const { result } = await session.request(type, {});
      return result.state;
    } finally {
      release();
    }
  }
}

function refused(thrown: unknown): VarcoError {
  return new VarcoError(
    "module.not-loaded",
    { reason: thrown instanceof Error ? thrown.message : String(thrown) },
    { cause: thrown },
  );
}
