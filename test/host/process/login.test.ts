import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { LIMITS } from "../../../shared/limits";
import { startHttp } from "../../../devkit/portal/hostile/server";
import { startForgetful } from "./forgetful-server";
import { Peer } from "./peer";
import { run } from "./run";

/** Milliseconds that an impatient server gives one handshake. */
const PATIENCE = 1500;

describe("The host, serving the extension", () => {
  let stage: Stage;
  let peer: Peer;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  const start = async (): Promise<Peer> => {
    peer = new Peer(stage.host);
    await peer.hello();
    return peer;
  };
  const ready = () => peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
  const reader = VIRTUAL_READER_NAME;
  const idp = () => stage.portal.origins.identityProvider;
  afterEach(async () => {
    await peer.close();
    await stage.door.insert(stage.card);
  });

  it("shows the card as soon as it is read: holder, validity, tries left", async () => {
    await start();
    const { service, readers } = await ready();
    assert.equal(service, true);
    const card = readers[0]?.card;
    assert(card?.status === "ready");
    assert.equal(card.holder.name, "ADA COLLAUDO");
    assert.equal(card.holder.codiceFiscale, "CLLDAA80A41X999S");
    assert.deepEqual(card.pin, { triesLeft: 3, blocked: false });
    assert.deepEqual(card.warnings, []);
  });

  it("tells whether a server asks for a certificate, and names issuers in the same form as the card does", async () => {
    await start();
    const { readers } = await ready();
    const card = readers[0]?.card;
    assert(card?.status === "ready");
    const probed = await peer.request("probe", { url: `${idp()}/` });
    assert.equal(probed.asks, true);
    assert(probed.issuers.includes(card.certificate.issuer));
    assert.equal((await peer.request("probe", { url: stage.portal.serviceUrl })).asks, false);
  });

  it("notices at the beginning of a login how many tries another program has left", async () => {
    await start();
    await ready();
    const { code } = await run(stage.host, ["get", `${idp()}/`, "--pin-stdin"], "99999\n", stage.home.env);
    assert.equal(code, 1);
    assert.equal(stage.card.pinTriesLeft, 2);
    await peer.request("probe", { url: `${idp()}/` });
    const { readers } = await peer.cards(
      ({ readers: [one] }) => one?.card?.status === "ready" && one.card.pin.triesLeft === 2,
    );
    assert.equal(readers.length, 1);
    assert.equal((await run(stage.host, ["get", `${idp()}/`, "--pin-stdin"], `${DEMO_PIN}\n`, stage.home.env)).code, 0);
  });

  it("logs in: asks for the PIN with the origin, signs once, relays answers over one connection", async () => {
    await start();
    await ready();
    const asked: unknown[] = [];
    peer.pin = (question) => {
      asked.push(question);
      return DEMO_PIN;
    };
    const before = stage.portal.log.certificateHandshakes;
    const opening = peer.openLogin({ origin: idp(), reader });
    const { login } = await opening.result;
    assert.deepEqual(asked, [{ forRequest: opening.id, origin: idp(), reader, triesLeft: 3 }]);
    for (let n = 0; n < 3; n++) {
      const relayed = peer.start("relay", {
        login,
        method: "GET",
        url: `${idp()}/nowhere-${n}`,
        headers: [["accept-language", "it"]],
        bodyLength: 0,
      });
      const { status, bodyLength } = await relayed.result;
      assert.equal(status, 404);
      assert.equal(peer.body(relayed.id).length, bodyLength);
    }
    assert.equal(stage.portal.log.certificateHandshakes - before, 1);
    assert.equal(stage.card.pinVerified, false, "the card was reset after the signature");
    await peer.request("closeLogin", { login });
    await assert.rejects(
      peer.request("relay", { login, method: "GET", url: `${idp()}/`, headers: [], bodyLength: 0 }),
      { code: "relay.no-login" },
    );
  });

  it("passes on answers and bodies that are larger than one message may be", async () => {
    await start();
    await ready();
    peer.pin = () => DEMO_PIN;
    const page = Buffer.alloc(3_000_000, "città ");
    const server = await startHttp(stage.pki, (request, response) => {
      const parts: Buffer[] = [];
      request
        .on("data", (data: Buffer) => parts.push(data))
        .on("end", () => response.end(request.method === "POST" ? Buffer.concat(parts) : page));
    });
    try {
      const { origin } = new URL(server.url);
      const { login } = await peer.openLogin({ origin, reader }).result;
      const got = peer.start("relay", { login, method: "GET", url: server.url, headers: [], bodyLength: 0 });
      assert.equal((await got.result).bodyLength, page.length);
      assert(peer.body(got.id).equals(page));
      const posted = peer.startWithBody(
        "relay",
        { login, method: "POST", url: server.url, headers: [["content-type", "text/plain"]], bodyLength: page.length },
        page,
      );
      await posted.result;
      assert(peer.body(posted.id).equals(page));
    } finally {
      await server.close();
    }
  });

  it("warns before the PIN that a certificate has expired or is not yet valid", async () => {
    await start();
    await ready();
    for (const validity of ["expired", "not-yet-valid"] as const) {
      await stage.door.remove();
      peer.messages.length = 0;
      await stage.door.insert(await makeCard(stage.pki, { validity }));
      const { readers } = await ready();
      const card = readers[0]?.card;
      assert(card?.status === "ready");
      assert.deepEqual(
        card.warnings.map(({ code }) => code),
        [`certificate.${validity}`],
      );
    }
  });

  it("sends requests to the consented origin only", async () => {
    await start();
    await ready();
    peer.pin = () => DEMO_PIN;
    const { login } = await peer.openLogin({ origin: idp(), reader }).result;
    for (const url of [stage.portal.serviceUrl, idp().replace("accesso", "altro"), "https://accesso.localhost/"]) {
      await assert.rejects(peer.request("relay", { login, method: "GET", url, headers: [], bodyLength: 0 }), {
        code: "relay.other-origin",
      });
    }
  });

  it("spends one try for a wrong PIN, says how many are left, and never tries again by itself", async () => {
    await start();
    await ready();
    let asked = 0;
    peer.pin = () => {
      asked++;
      return "99999";
    };
    await assert.rejects(peer.openLogin({ origin: idp(), reader }).result, {
      code: "pin.wrong",
      details: { triesLeft: 2 },
    });
    assert.equal(asked, 1);
    assert.equal(stage.card.pinTriesLeft, 2);
    const { readers } = await peer.cards(
      ({ readers: [first] }) => first?.card?.status === "ready" && first.card.pin.triesLeft === 2,
    );
    assert(readers);
    peer.pin = () => DEMO_PIN;
    await peer.openLogin({ origin: idp(), reader }).result;
    assert.equal(stage.card.pinTriesLeft, 3);
  });

  it("asks no PIN for another card than the one that the person saw", async () => {
    await start();
    await ready();
    const seen = peer.insertionIn(reader);
    await stage.door.remove();
    await peer.cards(({ readers: [first] }) => first?.card === null);
    peer.messages.length = 0;
    await stage.door.insert(stage.card);
    await ready();
    assert.notEqual(peer.insertionIn(reader), seen);
    peer.pin = () => assert.fail("the host asked for a PIN");
    await assert.rejects(peer.request("openLogin", { origin: idp(), reader, insertion: seen }), {
      code: "card.removed",
    });
    assert.equal(stage.card.pinTriesLeft, 3);
  });

  it("spends no try for a PIN that cannot be one", async () => {
    await start();
    await ready();
    for (const pin of ["", "1234", "123456789", "12a45", "１２３４５"]) {
      peer.pin = () => pin;
      await assert.rejects(peer.openLogin({ origin: idp(), reader }).result, { code: "pin.format" }, pin);
    }
    assert.equal(stage.card.pinTriesLeft, 3);
  });

  it("does nothing with the card when the PIN is refused, and shows the server no certificate", async () => {
    await start();
    await ready();
    const handshakes = () => stage.portal.log.of("handshake").length;
    const before = handshakes();
    peer.pin = () => null;
    stage.card.clearTrace();
    await assert.rejects(peer.openLogin({ origin: idp(), reader }).result, { code: "pin.cancelled" });
    assert.equal(stage.card.counters.apdus, 0);
    assert.equal(handshakes(), before);
  });

  it("follows the card: pulled, inserted again", async () => {
    await start();
    await ready();
    await stage.door.remove();
    await peer.cards(({ readers }) => readers.length === 1 && readers[0]?.card === null);
    peer.messages.length = 0;
    await stage.door.insert(stage.card);
    await ready();
  });

  it("queues two simultaneous logins at the card, and both succeed", async () => {
    await start();
    await ready();
    peer.pin = () => DEMO_PIN;
    const both = [
      peer.openLogin({ origin: idp(), reader }),
      peer.openLogin({ origin: stage.portal.origins.everyPage, reader }),
    ];
    const [first, second] = await Promise.all(both.map(({ result }) => result));
    assert(first && second && "login" in first && "login" in second);
    assert.notEqual(first.login, second.login);
  });

  it("serves two browsers at once with one card", async () => {
    await start();
    const other = new Peer(stage.host);
    try {
      await other.hello();
      await Promise.all([ready(), other.cards(({ readers }) => readers[0]?.card?.status === "ready")]);
      peer.pin = other.pin = () => DEMO_PIN;
      await peer.openLogin({ origin: idp(), reader }).result;
      await other.openLogin({ origin: idp(), reader }).result;
    } finally {
      await other.close();
    }
  });

  it("uses no connection that has grown old while the person typed", async () => {
    await start();
    await ready();
    const server = await startHttp(stage.pki, (_, response) => void response.end("inside"));
    try {
      await peer.request("probe", { url: server.url });
      await delay(LIMITS.earlySocket + 300);
      peer.pin = () => DEMO_PIN;
      await peer.openLogin({ origin: new URL(server.url).origin, reader }).result;
      // The probe's, the early one, and the one of the login.
      assert.equal(server.seen.connections, 3);
    } finally {
      await server.close();
    }
  });

  it("has no server wait while the person types a second PIN", async () => {
    await start();
    await ready();
    const server = await startForgetful(stage.pki, { handshakeTimeout: PATIENCE });
    try {
      let asked = 0;
      peer.pin = () => delay(asked++ === 0 ? 0 : 2 * PATIENCE, DEMO_PIN);
      const { login } = await peer.openLogin({ origin: new URL(server.url).origin, reader }).result;
      const url = server.url;
      const relayed = await peer.request("relay", { login, method: "GET", url, headers: [], bodyLength: 0 });
      assert.deepEqual([relayed.status, asked, stage.card.pinVerified], [200, 2, false]);
    } finally {
      await server.close();
    }
  });

  it("never writes a PIN into its log", async () => {
    await start();
    await ready();
    peer.pin = () => "97531";
    await assert.rejects(peer.openLogin({ origin: idp(), reader }).result);
    peer.pin = () => DEMO_PIN;
    await peer.openLogin({ origin: idp(), reader }).result;
    await peer.close();
    assert.match(peer.log, /pin\.wrong/);
    assert.doesNotMatch(peer.log, new RegExp(`97531|${DEMO_PIN}|COLLAUDO|CLLDAA`));
  });
});
