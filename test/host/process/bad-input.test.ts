import assert from "node:assert/strict";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import type { ToExtension } from "../../../shared/messages";
import { FIREFOX_ID, PROTOCOL_VERSION } from "../../../shared/identity";
import { ORIGIN_ARGUMENT, Peer } from "./peer";
import { within } from "./within";

const isFault = (message: ToExtension): message is Extract<ToExtension, { kind: "fault" }> => message.kind === "fault";
const errorOf =
  (id: number) =>
  (message: ToExtension): message is Extract<ToExtension, { kind: "error" }> =>
    message.kind === "error" && message.id === id;
const SECOND = 1000;

describe("The host, given bad input", () => {
  let stage: Stage;
  let peer: Peer;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  afterEach(async () => {
    stage.card.pace = null;
    peer.child.kill("SIGKILL");
    await peer.ended;
    await stage.door.insert(stage.card);
  });

  const frame = (length: number, body: Uint8Array) =>
    Buffer.concat([new Uint8Array(Uint32Array.of(length).buffer), body]);

  it("answers messages that are empty, not UTF-8, not JSON or of unknown form, and goes on", async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    const bad = [
      Buffer.alloc(0),
      Buffer.from([0x22, 0xff, 0x22]),
      Buffer.from('{"kind"'),
      Buffer.from('{"kind":"order"}'),
    ];
    for (const body of bad) {
      peer.messages.length = 0;
      peer.sendRaw(frame(body.length, body));
      assert.equal((await peer.message(isFault)).error.code, "message.malformed");
    }
    peer.send({ kind: "request", id: 77, type: "hello", params: {}, extra: 1 });
    assert.equal((await peer.message(errorOf(77))).error.code, "message.malformed");
    await peer.hello();
  });

  it("reports a frame that is too long and ends, and keeps none of it", async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    peer.sendRaw(frame(0xfffffff0, Buffer.from("{")));
    assert.equal((await peer.message(isFault)).error.code, "message.too-long");
    assert.equal(await within(SECOND, peer.ended), 0);
  });

  it("ends when the pipe closes in the middle of a frame", async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    peer.sendRaw(frame(1000, Buffer.from('{"kind":')));
    assert.equal(await within(SECOND, peer.close()), 0);
  });

  it("ends when the pipe closes before or in the greeting", async () => {
    const greeting = Buffer.from(JSON.stringify({ kind: "request", id: 1, type: "hello", params: {} }));
    for (const bytes of [Buffer.alloc(0), frame(100, Buffer.alloc(0)), frame(greeting.length + 1, greeting)]) {
      peer = new Peer(stage.host);
      peer.sendRaw(bytes);
      assert.equal(await peer.close(), 0);
      assert.deepEqual(peer.messages, []);
    }
  });

  it("greets after messages that it could not read, and takes what comes in one piece with a greeting", async () => {
    peer = new Peer(stage.host);
    const params = { protocol: PROTOCOL_VERSION, version: "test", cards: false };
    const messages = [
      { kind: "order" },
      { kind: "request", id: 1, type: "hello", params: { ...params, version: "è" } },
      { kind: "request", id: 2, type: "hello", params },
      { kind: "request", id: 3, type: "module", params: {} },
    ].map((message) => Buffer.from(JSON.stringify(message)));
    peer.sendRaw(Buffer.concat(messages.map((body) => frame(body.length, body))));
    await peer.message((message): message is ToExtension => message.kind === "result" && message.id === 3);
    assert.deepEqual(
      peer.messages.map((message) => ("id" in message ? message.id : message.kind)),
      ["fault", 1, 2, 3],
    );
  });

  it("refuses requests before the greeting, and another protocol version", async () => {
    peer = new Peer(stage.host);
    peer.send({ kind: "request", id: 5, type: "probe", params: { url: "https://a.example/" } });
    assert.equal((await peer.message(errorOf(5))).error.code, "protocol.version");
    await peer.ended;
    peer = new Peer(stage.host);
    peer.send({ kind: "request", id: 6, type: "hello", params: { protocol: PROTOCOL_VERSION + 1, version: "9" } });
    assert.deepEqual((await peer.message(errorOf(6))).error, {
      code: "protocol.version",
      details: { extension: PROTOCOL_VERSION + 1, host: PROTOCOL_VERSION },
    });
    assert.equal(await peer.ended, 0);
  });

  it("refuses any other extension, and tells it so", async () => {
    for (const caller of [
      ["chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/"],
      ["/tmp/it.varco.host.json", "somebody@else.example"],
    ]) {
      peer = new Peer(stage.host, caller);
      assert.equal((await peer.message(isFault)).error.code, "host.caller-refused");
      await peer.ended;
      assert.equal(peer.messages.length, 1);
    }
    peer = new Peer(stage.host, ["/tmp/it.varco.host.json", FIREFOX_ID]);
    await peer.hello();
  });

  it("refuses a second request with a number in use", async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
    const reader = VIRTUAL_READER_NAME;
    const insertion = peer.insertionIn(reader);
    const params = { origin: stage.portal.origins.identityProvider, reader, insertion };
    peer.pin = () => {
      peer.send({ kind: "request", id: 50, type: "openLogin", params });
      return null;
    };
    peer.send({ kind: "request", id: 50, type: "openLogin", params });
    assert.equal((await peer.message(isFault)).error.code, "message.malformed");
    assert.equal((await peer.message(errorOf(50))).error.code, "pin.cancelled");
  });

  it("answers a body that does not have the announced length, and one that does not end", async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    peer.send({ kind: "chunk", id: 9, data: "AAAA" });
    peer.send({
      kind: "request",
      id: 9,
      type: "relay",
      params: { login: 1, method: "POST", url: "https://a.example/", headers: [], bodyLength: 7 },
    });
    assert.equal((await peer.message(errorOf(9))).error.code, "message.malformed");
    const data = Buffer.alloc(512 * 1024).toString("base64");
    for (let n = 0; n <= 40; n++) peer.send({ kind: "chunk", id: 10, data });
    peer.send({
      kind: "request",
      id: 10,
      type: "relay",
      params: { login: 1, method: "POST", url: "https://a.example/", headers: [], bodyLength: 20 * 1024 * 1024 },
    });
    assert.equal((await peer.message(errorOf(10))).error.code, "relay.request-too-large");
  });

  it("ends within a second and releases the card when the browser goes away during a signature", async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
    let stopThinking = () => {};
    const thinking = new Promise<void>((resolve) => {
      stopThinking = resolve;
    });
    const verified = new Promise<void>((resolve) => {
      stage.card.pace = async () => {
        if (!stage.card.pinVerified) return;
        resolve();
        await thinking;
      };
    });
    peer.pin = () => DEMO_PIN;
    peer.send({
      kind: "request",
      id: 60,
      type: "openLogin",
      params: {
        origin: stage.portal.origins.identityProvider,
        reader: VIRTUAL_READER_NAME,
        insertion: peer.insertionIn(VIRTUAL_READER_NAME),
      },
    });
    await verified;
    assert.equal(await within(SECOND, peer.close()), 0);
    stage.card.pace = null;
    stopThinking();
    const next = new Peer(stage.host);
    await next.hello();
    await next.cards(({ readers }) => readers[0]?.card?.status === "ready");
    assert.equal(stage.card.pinVerified, false);
    await next.close();
  });

  it("leaves the card free when it is killed", async () => {
    peer = new Peer(stage.host, [ORIGIN_ARGUMENT]);
    await peer.hello();
    peer.child.kill("SIGKILL");
    await peer.ended;
    peer = new Peer(stage.host);
    await peer.hello();
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
  });

  it("cancels a login that waits for the PIN", async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
    const params = { origin: stage.portal.origins.identityProvider, reader: VIRTUAL_READER_NAME };
    peer.pin = ({ forRequest }) => {
      peer.send({ kind: "request", id: 900, type: "cancel", params: { target: forRequest } });
      return null;
    };
    const opening = peer.openLogin(params);
    await assert.rejects(opening.result, (error: { code: string }) =>
      ["operation.cancelled", "pin.cancelled"].includes(error.code),
    );
  });
});
