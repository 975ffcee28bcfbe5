import assert from "node:assert/strict";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN, DEMO_PUK, makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { toVarcoError } from "../../../shared/errors";
import { keypadScene } from "./keypad-scene";
import { Peer } from "./peer";
import { within } from "./within";

const NEW_PIN = "2468135";
const FULL = { triesLeft: 3, blocked: false };
const reader = VIRTUAL_READER_NAME;

describe("The host with a reader that has a keypad", () => {
  const scene = keypadScene();
  const change = () => scene.now().peer.start("changePin", { reader, codes: null });
  const unblock = () => scene.now().peer.start("unblockPin", { reader, codes: null });
  const test = () => scene.now().peer.start("testCard", { reader, codes: null });

  it("says so, and no longer when the keypad is gone", async () => {
    const { peer, door } = scene.now();
    const { readers } = await peer.cards(({ readers: [first] }) => first?.card?.status === "ready");
    assert.equal(readers[0]?.keypad, true);
    door.keypad = null;
    await peer.cards(({ readers: [first] }) => first?.keypad === false);
  });

  it("changes the PIN with what is typed there: the old one, the new one, the new one again", async () => {
    const { person, keypad, steps, presented } = scene.now();
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
    const { person, presented } = scene.now();
    person(DEMO_PUK, NEW_PIN, NEW_PIN);
    assert.deepEqual(await unblock().result, { pin: FULL, puk: { triesLeft: 10, blocked: false } });
    assert.deepEqual(presented(), ["002c001010"]);
    person(NEW_PIN);
    await test().result;
  });

  it("tests the card with the PIN that is typed there", async () => {
    const { person, keypad, steps } = scene.now();
    person(DEMO_PIN);
    const testing = test();
    assert.deepEqual(await testing.result, {});
    assert.deepEqual(keypad.asked, ["pin"]);
    assert.deepEqual(steps(testing.id), ["card", "keypad", "sign"]);
  });

  it("counts the tries that wrong codes spend, and asks for nothing again", async () => {
    const { person, readyCard, peer, stage } = scene.now();
    person("97531");
    await assert.rejects(test().result, { code: "pin.wrong", details: { triesLeft: 2 } });
    person("97531", NEW_PIN, NEW_PIN);
    await assert.rejects(change().result, { code: "pin.wrong", details: { triesLeft: 1 } });
    await readyCard(({ pin }) => pin.triesLeft === 1);
    person("11223344", NEW_PIN, NEW_PIN);
    await assert.rejects(unblock().result, { code: "puk.wrong", details: { triesLeft: 9 } });
    person("97531");
    await assert.rejects(peer.openLogin({ origin: stage.portal.origins.identityProvider, reader }).result, {
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
      const { person, presented, card } = scene.now();
      person(...acts);
      await assert.rejects(change().result, { code });
      assert.deepEqual(presented(), []);
      person(DEMO_PIN);
      await test().result;
      assert.equal(card.pinTriesLeft, 3);
    });
  }

  it("notices that the card is pulled while a person types, and sends the PIN to no other card", async () => {
    const { waitingPerson, peer, stage, card, readyCard } = scene.now();
    const { asked, act } = waitingPerson();
    const removed = assert.rejects(test().result, { code: "card.removed" });
    await asked;
    await stage.door.remove();
    await removed;
    peer.messages.length = 0;
    const next = await makeCard(stage.pki);
    await stage.door.insert(next);
    act({ digits: "97531" });
    await readyCard();
    await peer.request("inspectCard", { reader });
    assert.equal(next.pinTriesLeft, 3);
    assert.equal(card.pinTriesLeft, 3);
  });

  it("reports the card's answer to a code that was typed after the extension had cancelled", async () => {
    const { waitingPerson, peer } = scene.now();
    for (const [digits, ends] of [
      ["97531", "pin.wrong"],
      [DEMO_PIN, null],
    ] as const) {
      const { asked, act } = waitingPerson();
      const testing = test();
      const ended = testing.result.then(
        () => null,
        (thrown: unknown) => toVarcoError(thrown).toJSON(),
      );
      await asked;
      await peer.request("cancel", { target: testing.id });
      act({ digits });
      assert.deepEqual(await ended, ends && { code: ends, details: { triesLeft: 2 } });
    }
  });

  it("takes codes from the extension too", async () => {
    const { peer, keypad } = scene.now();
    await peer.request("testCard", { reader, codes: { pin: DEMO_PIN } });
    assert.deepEqual(keypad.asked, []);
  });

  it("ends within a second when the browser goes while somebody is at the keypad", async () => {
    const { waitingPerson, peer } = scene.now();
    const { asked } = waitingPerson();
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

  it("refuses requests whose codes should be typed there", async () => {
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
