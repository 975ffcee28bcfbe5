import type { ModuleLoader, RunMemory } from "../../../extension/background/contracts";
import { CardModule } from "../../../extension/background/module/card-module";
import type { HostClient } from "../../../extension/host/client";
import type { ModuleState } from "../../../extension/module/view";

/**
 * A browser and its modules, as far as an extension can do anything about them; the person has been asked where
 * `allows` is no null.
 */
export class FakeLoader implements ModuleLoader {
  readonly done: string[] = [];
  isLoaded = false;
  /** What loading fails with. */
  trouble: Error | null = null;

  private constructor(public allows: boolean | null) {}

  /** Extensions load modules, with permission. */
  static firefox({ allows = true, loaded = false } = {}): FakeLoader {
    const loader = new FakeLoader(allows);
    loader.isLoaded = loaded;
    return loader;
  }

  /** What is registered is loaded when the browser starts. */
  static chromium(): FakeLoader {
    const loader = new FakeLoader(null);
    loader.isLoaded = true;
    return loader;
  }

  allowed = async () => this.allows;
  loaded = async () => {
    this.done.push("look");
    return this.isLoaded;
  };
  load = async () => {
    this.done.push("load");
    if (this.trouble) throw this.trouble;
    this.isLoaded = true;
  };
  get unload() {
    if (this.allows === null) return null;
    return async () => {
      this.done.push("unload");
      if (this.trouble) throw this.trouble;
      this.isLoaded = false;
      this.allows = false;
    };
  }
}

/** Until the browser ends. */
export class FakeRun implements RunMemory {
  now: "on" | "off" | null = null;

  turned = async () => this.now;
  setTurned = async (turned: "on" | "off" | null) => {
    this.now = turned;
  };
}

/** The module in the fake browser. */
export function moduleWith(
  host: HostClient,
  loader = FakeLoader.firefox(),
  run = new FakeRun(),
  seen: (state: ModuleState) => void = () => {},
): CardModule {
  return new CardModule(host, loader, run, seen);
}
