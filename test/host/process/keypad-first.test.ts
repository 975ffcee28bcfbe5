import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { TLSSocket, type TlsOptions } from "node:tls";
import { HOSTILE_HOST, startHttp, type HostileServer, type TlsSettings } from "../../../devkit/portal/hostile/server";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { NO_SESSIONS } from "./forgetful-server";
import { keypadScene } from "./keypad-scene";

const reader = VIRTUAL_READER_NAME;
/** Milliseconds that the server gives one handshake, and that the person takes. */
const PATIENCE = 1500;
const SLOW = 2 * PATIENCE;
/** Each connection needs a signature of its own. */

describe("A PIN typed on the reader, before the host connects", () => {
  const scene = keypadScene();
  let server: HostileServer;
  let hangsUp: boolean;
  beforeEach(async () => {
    scene.now().peer.pin = () => assert.fail("the host asked the extension for the PIN");
    hangsUp = false;
    await serve({ tls: { ...NO_SESSIONS, handshakeTimeout: PATIENCE } });
  });
  afterEach(() => server.close());
  const serve = async (settings: TlsSettings, answer = inside) => {
    server = await startHttp(
      scene.now().stage.pki,
      (request, response) => {
        if (hangsUp) request.socket.destroy();
        else answer(request, response);
        hangsUp = false;
      },
      settings,
    );
  };
  /** In place of the impatient server. */
  const serveInstead = async (...settings: Parameters<typeof serve>) => {
    await server.close();
    await serve(...settings);
  };
  const origin = () => new URL(server.url).origin;
  const probe = () => scene.now().peer.request("probe", { url: server.url });
  const open = () => scene.now().peer.openLogin({ origin: origin(), reader });
  const relay = (login: number) =>
    scene.now().peer.start("relay", { login, method: "GET", url: server.url, headers: [], bodyLength: 0 });
  /** Takes longer than the server waits. */
  const slowPerson = () => {
    scene.now().keypad.person = () => delay(SLOW, { digits: DEMO_PIN });
  };

  for (const [what, isProbed] of [
    ["was asked before whether it wants a card", true],
    ["nobody has asked yet", false],
  ] as const) {
    it(`logs in at a server that waits for a shorter time than the person needs, and that ${what}`, async () => {
      const { steps, keypad, card, signatures } = scene.now();
      if (isProbed) await probe();
      slowPerson();
      const opening = open();
      const { login } = await opening.result;
      assert.equal((await relay(login).result).status, 200);
      const connected = isProbed ? [] : ["connect"];
      assert.deepEqual(steps(opening.id), ["card", ...connected, "keypad", "connect", "sign"]);
      assert.deepEqual([keypad.asked, signatures(), card.pinVerified], [["pin"], 1, false]);
    });
  }

  it("has no server wait for a second PIN either", async () => {
    const { steps, keypad, signatures } = scene.now();
    await probe();
    hangsUp = true;
    slowPerson();
    const { login } = await open().result;
    const relayed = relay(login);
    assert.equal((await relayed.result).status, 200);
    assert.deepEqual(steps(relayed.id), ["answer", "keypad", "connect", "sign"]);
    assert.deepEqual([keypad.asked, signatures()], [["pin", "pin"], 2]);
  });

  it("asks for no PIN for a server that cannot be trusted", async () => {
    const { keypad, stage, presented } = scene.now();
    const certificate = await stage.pki.server([HOSTILE_HOST], { issuer: "foreign" });
    await serveInstead({ certificate });
    await assert.rejects(open().result, { code: "server.untrusted" });
    assert.deepEqual([keypad.asked, presented()], [[], []]);
  });

  it("does not call the server after a wrong PIN", async () => {
    const { person, card } = scene.now();
    await probe();
    const { connections, handshakes } = server.seen;
    person("97531");
    await assert.rejects(open().result, { code: "pin.wrong", details: { triesLeft: 2 } });
    // The connection that the probe prepared may have come since.
    assert.ok(server.seen.connections <= connections + 1);
    assert.deepEqual([server.seen.handshakes, card.pinTriesLeft], [handshakes, 2]);
  });

  it("has the card forget the PIN and sign nothing when the server has gone meanwhile", async () => {
    const { peer, keypad, card, signatures } = scene.now();
    await probe();
    keypad.person = async () => {
      await server.close();
      return { digits: DEMO_PIN };
    };
    await assert.rejects(open().result, { code: "server.unreachable" });
    await peer.request("inspectCard", { reader });
    assert.deepEqual([signatures(), card.pinVerified, card.pinTriesLeft], [0, false, 3]);
  });

  it("has the card forget the PIN when the extension cancels while the server thinks", async () => {
    const { peer, person, card, signatures } = scene.now();
    let reached = (): void => undefined;
    const thinks = new Promise<void>((resolve) => (reached = resolve));
    let isThinking = false;
    const think: TlsOptions["SNICallback"] = (_name, goOn) => (isThinking ? reached() : goOn(null));
    await serveInstead({ tls: { SNICallback: think } });
    await probe();
    isThinking = true;
    person(DEMO_PIN);
    const opening = open();
    const cancelled = assert.rejects(opening.result, { code: "operation.cancelled" });
    await thinks;
    assert.equal(card.pinVerified, true);
    await peer.request("cancel", { target: opening.id });
    await cancelled;
    await peer.request("inspectCard", { reader });
    assert.deepEqual([signatures(), card.pinVerified], [0, false]);
  });

  it("asks once more where something resets the card before it has signed", async () => {
    const { person, steps, keypad, card } = scene.now();
    let resets = 0;
    const reset: TlsOptions["SNICallback"] = (_name, goOn) => {
      if (resets-- > 0) card.reset();
      goOn(null);
    };
    await serveInstead({ tls: { SNICallback: reset } });
    await probe();
    resets = 1;
    person(DEMO_PIN, DEMO_PIN);
    const opening = open();
    await opening.result;
    assert.deepEqual(steps(opening.id), ["card", "keypad", "connect", "sign", "keypad", "sign"]);
    assert.deepEqual([keypad.asked, card.pinTriesLeft], [["pin", "pin"], 3]);
  });

  it("keeps the card for the request where a server asks only then", async () => {
    const { person, steps, keypad, signatures, card } = scene.now();
    const asks = { ...NO_SESSIONS, requestCert: false, rejectUnauthorized: false } as const;
    await serveInstead({ tls: asks }, ({ socket }, response) => {
      assert(socket instanceof TLSSocket);
      socket.renegotiate({ requestCert: true, rejectUnauthorized: false }, () => response.end("inside"));
    });
    await probe();
    person(DEMO_PIN);
    const opening = open();
    const { login } = await opening.result;
    assert.deepEqual([steps(opening.id), card.pinVerified], [["card", "keypad", "connect"], true]);
    const relayed = relay(login);
    assert.equal((await relayed.result).status, 200);
    assert.deepEqual(steps(relayed.id), ["answer", "sign"]);
    assert.deepEqual([keypad.asked, signatures(), card.pinVerified], [["pin"], 1, false]);
  });
});

function inside(_request: IncomingMessage, response: ServerResponse): void {
  response.end("inside");
}
