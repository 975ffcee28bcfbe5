import assert from "node:assert/strict";
import { VarcoError } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import type { RequestParams } from "../../../shared/messages";
import { HostClient } from "../../../extension/host/client";
import { FakeHost, until } from "../background/fake-host";

const NOBODY = { cards: () => {}, lost: () => {} };
const RELAY: RequestParams<"relay"> = {
  login: 1,
  method: "GET",
  url: "https://portal.example/",
  headers: [],
  bodyLength: 0,
};
const code = (expected: string) => ({ code: expected });

describe("conversation with the host", () => {
  it("says its protocol version first", async () => {
    const host = new FakeHost();
    await new HostClient(host.connect).session();
    assert.deepEqual(host.received[0], {
      kind: "request",
      id: 1,
      type: "hello",
      params: { protocol: 1, version: "0.1.0" },
    });
  });

  it("starts one program for all who need it at once", async () => {
    const host = new FakeHost();
    const client = new HostClient(host.connect);
    await Promise.all([client.session(), client.session()]);
    assert.equal(host.starts, 1);
  });

  it("is missing when the browser cannot start it, in the words of the browser", async () => {
    const host = new FakeHost();
    const client = new HostClient(host.connect);
    const session = client.session();
    host.die("Specified native messaging host not found.");
    await assert.rejects(session, {
      code: "host.missing",
      details: { reason: "Specified native messaging host not found." },
    });
  });

  it("can be started again after it was missing", async () => {
    const host = new FakeHost();
    const client = new HostClient(host.connect);
    const first = client.session();
    host.die();
    await assert.rejects(first, code("host.missing"));
    await client.session();
    assert.equal(host.starts, 2);
  });

  it("is gone when it ends in the middle of a request", async () => {
    const host = new FakeHost({ probe: () => new Promise(() => {}) });
    const session = await new HostClient(host.connect).session();
    const probe = session.request("probe", { url: "https://portal.example/" });
    host.die();
    await assert.rejects(probe, code("host.gone"));
    await assert.rejects(session.request("probe", { url: "https://portal.example/" }), code("host.gone"));
  });

  it("is gone when its port is closed already, though that was not told yet", async () => {
    const host = new FakeHost();
    const session = await new HostClient(host.connect).session();
    host.running = false;
    await assert.rejects(session.request("probe", { url: "https://portal.example/" }), code("host.gone"));
  });

  it("is told the browser's own proxy settings with each request that needs them, as they are then", async () => {
    const proxy = { kind: "script", address: "http://wpad.example/proxy.pac" } as const;
    let told: typeof proxy | null = null;
    const client = new HostClient(new FakeHost().connect, { proxy: async () => told });
    assert.deepEqual((await client.reach()).way, {});
    told = proxy;
    assert.deepEqual((await client.reach()).way, { proxy });
  });

  it("refuses a host of another protocol version, whichever side says so", async () => {
    const newer = new FakeHost({ hello: () => ({ protocol: 2, version: "9", platform: "test", node: "v0" }) });
    await assert.rejects(new HostClient(newer.connect).session(), {
      code: "protocol.version",
      details: { extension: 1, host: 2 },
    });
    assert.equal(newer.running, false);
    const older = new FakeHost({ hello: () => new Promise(() => {}) });
    const session = new HostClient(older.connect).session();
    older.say({ kind: "error", id: 1, error: { code: "protocol.version", details: { extension: 1, host: 0 } } });
    await assert.rejects(session, { code: "protocol.version", details: { extension: 1, host: 0 } });
  });

  it("tells what the host says of a caller that it refuses", async () => {
    const host = new FakeHost({ hello: () => new Promise(() => {}) });
    const session = new HostClient(host.connect).session();
    host.say({ kind: "fault", error: { code: "host.caller-refused", details: {} } });
    await assert.rejects(session, code("host.caller-refused"));
  });

  it("ends with a message that is none, naming the place and never the value", async () => {
    for (const [message, reason] of [
      ["text", /no|not/],
      [{ kind: "cards", state: { service: true } }, /"state.readers"/],
      [{ kind: "result", id: 2, result: {}, secret: "1234" }, /"secret"/],
    ] as const) {
      const host = new FakeHost({ probe: () => new Promise(() => {}) });
      const session = await new HostClient(host.connect).session();
      const probe = session.request("probe", { url: "https://portal.example/" });
      host.say(message);
      await assert.rejects(
        probe,
        (error: Error & { details: { reason: string } }) =>
          reason.test(error.details.reason) && !error.message.includes("1234"),
      );
      assert.equal(host.running, false);
    }
  });

  it("ends with a result that does not fit the request", async () => {
    const host = new FakeHost();
    host.handlers = { ...host.handlers, probe: () => new Promise(() => undefined) };
    const session = await new HostClient(host.connect).session();
    const probe = session.request("probe", { url: "https://portal.example/" });
    host.say({ kind: "result", id: 2, result: { asks: "yes" } });
    await assert.rejects(probe, code("message.malformed"));
  });

  it("passes on the error of a request and goes on", async () => {
    const host = new FakeHost();
    const session = await new HostClient(host.connect).session();
    await assert.rejects(
      session.request("openLogin", { origin: "https://portal.example", reader: "R", insertion: 1 }),
      code("internal"),
    );
    assert.equal((await session.request("probe", { url: "https://portal.example/" })).result.asks, true);
  });

  it("cuts bodies into pieces, both ways", async () => {
    const sent = Buffer.alloc(LIMITS.bodyChunk * 2 + 7, "abc");
    const answered = Buffer.alloc(LIMITS.bodyChunk + 1, "xyz");
    let got: Uint8Array = Buffer.alloc(0);
    const host = new FakeHost({
      relay: (_, work) => {
        got = work.body;
        work.sendBody(answered);
        return { status: 200, headers: [], bodyLength: answered.length };
      },
    });
    const session = await new HostClient(host.connect).session();
    const params = { ...RELAY, method: "POST" as const, bodyLength: sent.length };
    const { body } = await session.request("relay", params, { body: sent });
    assert.ok(sent.equals(got));
    assert.ok(answered.equals(body));
    assert.equal(host.received.filter(({ kind }) => kind === "chunk").length, 3);
  });

  it("ends when a body has another length than was said, or more than the limit", async () => {
    for (const [length, said, expected] of [
      [3, 4, "message.malformed"],
      [LIMITS.answerBody + 1, 0, "server.answer-too-large"],
    ] as const) {
      const host = new FakeHost({
        relay: (_, work) => {
          work.sendBody(Buffer.alloc(length));
          return { status: 200, headers: [], bodyLength: said };
        },
      });
      const session = await new HostClient(host.connect).session();
      await assert.rejects(session.request("relay", RELAY), code(expected));
    }
  });

  it("asks the host to stop when the request is cancelled", async () => {
    const cancelled = new VarcoError("operation.cancelled");
    const host = new FakeHost({
      probe: (_, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(cancelled))),
    });
    const session = await new HostClient(host.connect).session();
    const controller = new AbortController();
    const probe = session.request("probe", { url: "https://portal.example/" }, { signal: controller.signal });
    await until(() => host.requests("probe").length === 1);
    controller.abort();
    await assert.rejects(probe, code("operation.cancelled"));
    assert.deepEqual(host.requests("cancel"), [{ target: 2 }]);
  });

  it("refuses the PIN to a request that has none to give, and to a number that is no request", async () => {
    const asked: (string | null)[] = [];
    const host = new FakeHost({
      probe: async (_, work) => {
        asked.push(await work.askPin({}), await work.askPin({ forRequest: 99 }));
        return { asks: false, issuers: [], tls: "TLSv1.2" };
      },
    });
    await (await new HostClient(host.connect).session()).request("probe", { url: "https://portal.example/" });
    assert.deepEqual(asked, [null, null]);
  });

  it("lets the host go with the last one that needs it", async () => {
    const host = new FakeHost();
    const client = new HostClient(host.connect);
    const [first, second] = [client.hold(NOBODY), client.hold(NOBODY)];
    await client.session();
    first();
    assert.equal(host.running, true);
    second();
    assert.equal(host.running, false);
  });

  it("tells everybody who needs it of the cards and of its end", async () => {
    const host = new FakeHost();
    const client = new HostClient(host.connect);
    const told: string[] = [];
    client.hold({
      cards: () => told.push(`cards ${client.cards?.readers.length}`),
      lost: ({ code: why }) => told.push(why),
    });
    await client.session();
    host.cards({ service: true, readers: [{ name: "R", keypad: false, card: null }] });
    host.die();
    assert.deepEqual(told, ["cards 1", "host.gone"]);
    assert.equal(client.cards, null);
  });
});
