import assert from "node:assert/strict";
import { EventEmitter } from "node:events";
import { mock } from "node:test";
import type { NativeReader, NativeService, Pcsclite } from "../../../native-host/readers/pcsclite/package";
import { listOnce } from "../../../native-host/readers/pcsclite/list-once";
import { PcscliteWatch } from "../../../native-host/readers/pcsclite/watch";

type Listed = (error: unknown, names: unknown) => void;

/** A reader of the package, in which nothing happens. A watch on it reports at once. */
class QuietReader extends EventEmitter implements NativeReader {
  readonly SCARD_SHARE_EXCLUSIVE = 1;
  readonly SCARD_SHARE_SHARED = 2;
  readonly SCARD_PROTOCOL_T0 = 1;
  readonly SCARD_PROTOCOL_T1 = 2;
  readonly SCARD_LEAVE_CARD = 0;
  readonly SCARD_RESET_CARD = 1;
  constructor(readonly name: string) {
    super();
  }
  get_status = (reported: (error: unknown) => void) => void setImmediate(reported, null);
  connect = () => assert.fail("nobody connects");
  disconnect = () => assert.fail("nobody disconnects");
  transmit = () => assert.fail("nobody transmits");
  control = () => assert.fail("nobody controls");
  SCARD_CTL_CODE = (code: number) => code;
  close = () => undefined;
}

/**
 * A watch of the package: it lists the readers of the moment once, and then never hears of another one. It closes those
 * that a list lacks, as the package does; but no thread tells its end.
 */
class DeafService extends EventEmitter implements NativeService {
  readonly #known = new Map<string, QuietReader>();
  start: (this: NativeService, listed: Listed) => void;
  lists = (_names: unknown) => {};
  constructor(readers: ReadonlySet<string>) {
    super();
    this.start = (listed) => {
      this.lists = (names) => listed(undefined, names);
      this.lists([...readers]);
    };
    process.nextTick(() => this.start((_, names) => this.#listed(Array.isArray(names) ? names.map(String) : [])));
  }

  #listed(names: readonly string[]): void {
    const missing = [...this.#known].filter(([name]) => !names.includes(name));
    for (const name of names) {
      if (this.#known.has(name)) continue;
      const reader = new QuietReader(name);
      reader.on("_end", () => {
        reader.emit("end");
        this.#known.delete(name);
      });
      this.#known.set(name, reader);
      this.emit("reader", reader);
    }
    for (const [, reader] of missing) reader.close();
  }

  closed = false;
  close = () => {
    this.closed = true;
  };
}

describe("The watch on readers through pcsclite", () => {
  it("finds a reader that came between pcsclite's list and its wait, of which it is never told", async () => {
    const readers = new Set(["First"]);
    const pcsclite: Pcsclite = { watch: () => new DeafService(readers), reader: (name) => new QuietReader(name) };
    const plugged: string[] = [];
    const found = new Promise<void>((resolve) => {
      const watch = new PcscliteWatch(pcsclite, {
        plugged: (name) => {
          plugged.push(name);
          if (name === "Second") void watch.close().then(resolve);
        },
        listed: () => readers.add("Second"),
        status: () => {},
        unplugged: () => {},
        failed: (error) => assert.fail(String(error)),
      });
    });
    await found;
    assert.deepEqual(plugged, ["First", "Second"]);
  });

  it("tells of a reader that is unplugged while its thread is between two waits, and of its return", async () => {
    const readers = new Set(["First", "Second"]);
    const pcsclite: Pcsclite = { watch: () => new DeafService(readers), reader: (name) => new QuietReader(name) };
    const news: string[] = [];
    const returned = new Promise<void>((resolve) => {
      const watch = new PcscliteWatch(pcsclite, {
        plugged: (name) => {
          news.push(`${name} plugged`);
          if (news.length > 3) void watch.close().then(resolve);
        },
        listed: () => readers.delete("Second"),
        status: () => {},
        unplugged: (name) => {
          news.push(`${name} unplugged`);
          readers.add(name);
        },
        failed: (error) => assert.fail(String(error)),
      });
    });
    await returned;
    assert.deepEqual(news, ["First plugged", "Second plugged", "Second unplugged", "Second plugged"]);
  });

  it("keeps its readers when pcsclite reads a list that its thread is just writing, and so passes an empty one", async () => {
    const services: DeafService[] = [];
    const news: string[] = [];
    let lookedAgain = () => {};
    const looked = new Promise<void>((resolve) => (lookedAgain = resolve));
    const newService = () => {
      const service = new DeafService(new Set(["First"]));
      services.push(service);
      if (services.length === 2) lookedAgain();
      return service;
    };
    const watch = new PcscliteWatch(
      { watch: newService, reader: (name) => new QuietReader(name) },
      {
        plugged: (name) => news.push(`${name} plugged`),
        listed: () => {
          news.push("listed");
          if (news.length === 2) services[0]!.lists(new Uint8Array());
        },
        status: () => {},
        unplugged: (name) => news.push(`${name} unplugged`),
        failed: (error) => assert.fail(String(error)),
      },
    );
    await looked;
    await watch.close();
    assert.deepEqual(news, ["First plugged", "listed", "listed"]);
  });

  it("ends the thread of a list only when that surely waits: until then pcsclite would wait for it, and all of us", async () => {
    const services: DeafService[] = [];
    const watch = () => {
      const service = new DeafService(new Set(["First"]));
      services.push(service);
      return service;
    };
    const areClosed = () => services.map(({ closed }) => closed);
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      assert.deepEqual(await listOnce({ watch, reader: (name) => new QuietReader(name) }), ["First"]);
      mock.timers.tick(1900);
      assert.deepEqual(areClosed(), [false]);
      mock.timers.tick(200);
      assert.deepEqual(areClosed(), [true]);
    } finally {
      mock.timers.reset();
    }
  });
});
