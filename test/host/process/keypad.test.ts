import assert from "node:assert/strict";
import { VirtualKeypad, type KeypadAct, type VirtualCard } from "../../../devkit/card/index";
import { CardServer } from "../../../devkit/card/doors/card-server";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN, DEMO_PUK, makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import type { ToExtension } from "../../../shared/messages";
import { Peer } from "./peer";
import { within } from "./within";

type Progress = Extract<ToExtension, { kind: "progress" }>;

const NEW_PIN = "2468135";
const FULL = { triesLeft: 3, blocked: false };
const reader = VIRTUAL_READER_NAME;

describe("The host with a reader that has a keypad", () => {
  let stage: Stage;
  let peer: Peer;
  let card: VirtualCard;
  let keypad: VirtualKeypad;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    card = await makeCard(stage.pki);
    keypad = new VirtualKeypad(() => assert.fail("nobody is at the keypad"));
    door().keypad = keypad;
    await stage.door.insert(card);
    peer = new Peer(stage.host);
    await peer.hello();
    await peer.cards(({ readers: [first] }) => first?.card?.status === "ready");
    card.clearTrace();
  });
  afterEach(() => peer.close());

  function door(): CardServer {
    assert(stage.door instanceof CardServer);
    return stage.door;
  }
  /** The person does these one after the other; digits are typed, then OK. */
  function person(...acts: (KeypadAct | string)[]): void {
    keypad.person = () => {
      const act = acts.shift();
      if (act === undefined) return assert.fail("the reader asked once more");
      return act === "cancel" || act === "timeout" || typeof act !== "string" ? act : { digits: act };
    };
  }
  const change = () => peer.start("changePin", { reader, codes: null });
  const unblock = () => peer.start("unblockPin", { reader, codes: null });
  const test = () => peer.start("testCard", { reader, codes: null });
  const steps = (id: number) =>
    peer.messages
      .filter((message): message is Progress => message.kind === "progress" && message.id === id)
      .map(({ step }) => step);
  const presented = () =>
    card.trace
      .filter(({ command }) => /^00(20|24|2c)/.test(command) && command.length > 10)
      .map(({ command }) => command.slice(0, 10));

  it("says so, and no more when the keypad is gone", async () => {
    const { readers } = await peer.cards(({ readers: [first] }) => first?.card?.status === "ready");
    assert.equal(readers[0]?.keypad, true);
    door().keypad = null;
    await peer.cards(({ readers: [first] }) => first?.keypad === false);
  });

  it("changes the PIN with what is typed there: the old one, the new one, the new one again", async () => {
    person(DEMO_PIN, NEW_PIN, NEW_PIN);
    const changing = change();
    assert.deepEqual(await changing.result, { pin: FULL });
    assert.deepEqual(keypad.asked, ["old", "new", "again"]);
    assert.deepEqual(steps(changing.id), ["card", "keypad"]);
    assert.deepEqual(presented(), ["0024001010"]);
    person(NEW_PIN);
    await test().result;
  });

  it("unblocks the PIN with the PUK that is typed there", async () => {
    person(DEMO_PUK, NEW_PIN, NEW_PIN);
    assert.deepEqual(await unblock().result, { pin: FULL, puk: { triesLeft: 10, blocked: false } });
    assert.deepEqual(presented(), ["002c001010"]);
    person(NEW_PIN);
    await test().result;
  });

  it("tests the card with the PIN that is typed there", async () => {
    person(DEMO_PIN);
    const testing = test();
    assert.deepEqual(await testing.result, {});
    assert.deepEqual(keypad.asked, ["pin"]);
    assert.deepEqual(steps(testing.id), ["card", "keypad", "sign"]);
  });

  it("logs in with the PIN that is typed there, and asks the extension for none", async () => {
    person(DEMO_PIN);
    peer.pin = () => assert.fail("the extension was asked for the PIN");
    const opening = peer.start("openLogin", { origin: stage.portal.origins.identityProvider, reader });
    await opening.result;
    assert.deepEqual(steps(opening.id), ["card", "connect", "keypad", "sign"]);
    assert.deepEqual(presented(), ["0020001008"]);
    assert.equal(
      peer.messages.some(({ kind }) => kind === "pin"),
      false,
    );
  });

  it("tells a wrong code from a wrong card: tries are counted as ever, and nothing is asked again", async () => {
    person("97531");
    await assert.rejects(test().result, { code: "pin.wrong", details: { triesLeft: 2 } });
    person("97531", NEW_PIN, NEW_PIN);
    await assert.rejects(change().result, { code: "pin.wrong", details: { triesLeft: 1 } });
    await peer.cards(({ readers: [first] }) => first?.card?.status === "ready" && first.card.pin.triesLeft === 1);
    person("11223344", NEW_PIN, NEW_PIN);
    await assert.rejects(unblock().result, { code: "puk.wrong", details: { triesLeft: 9 } });
    person("97531");
    await assert.rejects(peer.request("openLogin", { origin: stage.portal.origins.identityProvider, reader }), {
      code: "pin.blocked",
    });
  });

  for (const [what, acts, code] of [
    ["cancels at the first code", ["cancel"], "keypad.cancelled"],
    ["cancels at the last one", [DEMO_PIN, NEW_PIN, "cancel"], "keypad.cancelled"],
    ["types nothing", ["timeout"], "keypad.timeout"],
    ["goes away in the middle", [DEMO_PIN, "timeout"], "keypad.timeout"],
    ["types two new PINs that differ", [DEMO_PIN, NEW_PIN, "2468136"], "pin.repeat"],
    ["types four digits", [DEMO_PIN, "2468"], "pin.format"],
    ["types nine digits", ["123456789"], "pin.format"],
  ] as const) {
    it(`sends the card no code when the person ${what}`, async () => {
      person(...acts);
      await assert.rejects(change().result, { code });
      assert.deepEqual(presented(), []);
      person(DEMO_PIN);
      await test().result;
      assert.equal(card.pinTriesLeft, 3);
    });
  }

  it("ends a login that is cancelled on the keypad with nothing spent", async () => {
    person("cancel");
    await assert.rejects(peer.request("openLogin", { origin: stage.portal.origins.identityProvider, reader }), {
      code: "keypad.cancelled",
    });
    assert.deepEqual(presented(), []);
  });

  it("notices that the card is pulled while somebody types, and what is typed then reaches no other card", async () => {
    let type: (act: KeypadAct) => void = () => {};
    const asked = new Promise<void>((resolve) => {
      keypad.person = () => {
        resolve();
        return new Promise((act) => {
          type = act;
        });
      };
    });
    const removed = assert.rejects(test().result, { code: "card.removed" });
    await asked;
    await stage.door.remove();
    await removed;
    peer.messages.length = 0;
    const next = await makeCard(stage.pki);
    await stage.door.insert(next);
    type({ digits: "97531" });
    await peer.cards(({ readers: [first] }) => first?.card?.status === "ready");
    await peer.request("inspectCard", { reader });
    assert.equal(next.pinTriesLeft, 3);
    assert.equal(card.pinTriesLeft, 3);
  });

  it("says what the card said to a code that was typed after the extension had cancelled: a try may be spent", async () => {
    for (const [digits, ends] of [
      ["97531", "pin.wrong"],
      [DEMO_PIN, null],
    ] as const) {
      let type: (act: KeypadAct) => void = () => {};
      const asked = new Promise<void>((resolve) => {
        keypad.person = () => {
          resolve();
          return new Promise((act) => {
            type = act;
          });
        };
      });
      const testing = test();
      const ended = testing.result.then(
        () => null,
        ({ code, details }) => ({ code, details }),
      );
      await asked;
      await peer.request("cancel", { target: testing.id });
      type({ digits });
      assert.deepEqual(await ended, ends && { code: ends, details: { triesLeft: 2 } });
    }
  });

  it("takes typed codes all the same, where they are given", async () => {
    await peer.request("testCard", { reader, codes: { pin: DEMO_PIN } });
    assert.deepEqual(keypad.asked, []);
  });

  it("ends within a second when the browser goes while somebody is at the keypad", async () => {
    const asked = new Promise<void>((resolve) => {
      keypad.person = () => {
        resolve();
        return new Promise(() => {});
      };
    });
    peer.send({ kind: "request", id: 99, type: "changePin", params: { reader, codes: null } });
    await asked;
    await within(1000, peer.close());
  });
});

describe("The host with a reader that has no keypad", () => {
  let stage: Stage;
  let peer: Peer;
  before(async () => {
    stage = await openStage();
    peer = new Peer(stage.host);
    await peer.hello();
    await peer.cards(({ readers: [first] }) => first?.card?.status === "ready");
  });
  after(async () => {
    await peer.close();
    await stage.close();
  });

  it("does nothing for who wants to type there", async () => {
    stage.card.clearTrace();
    for (const type of ["changePin", "unblockPin", "testCard"] as const) {
      await assert.rejects(peer.request(type, { reader, codes: null }), { code: "keypad.failed" }, type);
    }
    assert.equal(stage.card.counters.apdus, 0);
    assert.equal(
      peer.messages.some((message) => message.kind === "progress" && message.step === "keypad"),
      false,
    );
  });
});
