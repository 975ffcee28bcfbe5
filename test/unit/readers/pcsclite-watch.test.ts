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

/** A watch of the package: it lists the readers of the moment once, and then never hears of another one. */
class DeafService extends EventEmitter implements NativeService {
  readonly #known = new Set<string>();
  start: (this: NativeService, listed: Listed) => void;
  constructor(readers: ReadonlySet<string>) {
    super();
    this.start = (listed) => listed(undefined, [...readers]);
    process.nextTick(() =>
      this.start((_, names) => {
        for (const name of Array.isArray(names) ? names.map(String) : []) {
          if (!this.#known.has(name)) this.emit("reader", new QuietReader(name));
          this.#known.add(name);
        }
      }),
    );
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
