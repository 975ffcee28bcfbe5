import assert from "node:assert/strict";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { startForgetful } from "./forgetful-server";
import { KeypadScene, keypadScene } from "./keypad-scene";
import { within } from "./within";

const reader = VIRTUAL_READER_NAME;
const WRONG_PIN = "97531";

describe("A login with a reader that has a keypad", () => {
  const scene = keypadScene();
  beforeEach(async () => {
    const { peer, stage } = scene.now();
    peer.pin = () => assert.fail("the host asked the extension for the PIN");
    // Each login of the extension begins so.
    await peer.request("probe", { url: stage.portal.origins.identityProvider });
    scene.now().card.clearTrace();
  });
  const start = () => {
    const { peer, stage } = scene.now();
    return peer.openLogin({ origin: stage.portal.origins.identityProvider, reader });
  };
  /** The same host, reader and card still log in. */
  const logsIn = async () => {
    scene.now().person(DEMO_PIN);
    await start().result;
  };

  it("takes the right PIN from the keypad, and asks the extension for none", async () => {
    const { person, steps, presented, keypad, peer } = scene.now();
    person(DEMO_PIN);
    const opening = start();
    const { login } = await opening.result;
    assert.deepEqual(steps(opening.id), ["card", "keypad", "connect", "sign"]);
    assert.deepEqual([keypad.asked, presented()], [["pin"], ["0020001008"]]);
    assert.equal(
      peer.messages.some(({ kind }) => kind === "pin"),
      false,
    );
    await peer.request("closeLogin", { login });
  });

  it("ends at a wrong PIN, shows the tries left, and lets the person start again", async () => {
    const { person, readyCard, keypad, presented } = scene.now();
    person(WRONG_PIN);
    await assert.rejects(start().result, { code: "pin.wrong", details: { triesLeft: 2 } });
    assert.deepEqual([keypad.asked, presented()], [["pin"], ["0020001008"]]);
    await readyCard(({ pin }) => pin.triesLeft === 2);
    await logsIn();
    assert.equal(scene.now().card.pinTriesLeft, 3);
  });

  it("blocks the PIN at the last try, and says so from then on", async () => {
    const { peer, stage } = scene.now();
    await peer.close();
    const last = await KeypadScene.begin(stage, { pinTriesLeft: 1 });
    try {
      const open = () => last.peer.openLogin({ origin: stage.portal.origins.identityProvider, reader }).result;
      last.person(WRONG_PIN);
      await assert.rejects(open(), { code: "pin.blocked" });
      await last.readyCard(({ pin }) => pin.blocked && pin.triesLeft === 0);
      last.person(DEMO_PIN);
      await assert.rejects(open(), { code: "pin.blocked" });
      assert.equal(last.signatures(), 0);
    } finally {
      await last.peer.close();
    }
  });

  for (const [what, act, code] of [
    ["presses the cancel key", "cancel", "keypad.cancelled"],
    ["types nothing in time", "timeout", "keypad.timeout"],
  ] as const) {
    it(`ends when the person ${what}, spends no try, and leaves reader, card and host ready`, async () => {
      const { person, presented, steps, card } = scene.now();
      person(act);
      const opening = start();
      await assert.rejects(opening.result, { code });
      assert.deepEqual(steps(opening.id), ["card", "keypad"]);
      assert.deepEqual([presented(), card.pinTriesLeft], [[], 3]);
      await logsIn();
    });
  }

  it("asks on the keypad again where the server wants another signature, and shows that step", async () => {
    const { person, steps, peer, stage, keypad, signatures } = scene.now();
    const server = await startForgetful(stage.pki);
    try {
      person(DEMO_PIN, DEMO_PIN);
      const { login } = await peer.openLogin({ origin: new URL(server.url).origin, reader }).result;
      const relayed = peer.start("relay", { login, method: "GET", url: server.url, headers: [], bodyLength: 0 });
      assert.equal((await relayed.result).status, 200);
      assert.deepEqual(steps(relayed.id), ["answer", "keypad", "connect", "sign"]);
      assert.deepEqual([keypad.asked, signatures()], [["pin", "pin"], 2]);
    } finally {
      await server.close();
    }
  });

  it("ends at once when the extension cancels, and still learns that the PIN typed afterwards was wrong", async () => {
    const { waitingPerson, peer, readyCard } = scene.now();
    const { asked, act } = waitingPerson();
    const opening = start();
    const cancelled = assert.rejects(opening.result, { code: "operation.cancelled" });
    await asked;
    await peer.request("cancel", { target: opening.id });
    await within(1000, cancelled);
    act({ digits: WRONG_PIN });
    await readyCard(({ pin }) => pin.triesLeft === 2);
    await logsIn();
  });

  it("has the card sign nothing with a right PIN that is typed after the extension has cancelled", async () => {
    const { waitingPerson, peer, readyCard, signatures, card } = scene.now();
    const { asked, act } = waitingPerson();
    const opening = start();
    const cancelled = assert.rejects(opening.result, { code: "operation.cancelled" });
    await asked;
    await peer.request("cancel", { target: opening.id });
    await cancelled;
    act({ digits: DEMO_PIN });
    await readyCard(({ pin }) => pin.triesLeft === null);
    await peer.request("inspectCard", { reader });
    assert.deepEqual([signatures(), card.pinVerified], [0, false]);
    await logsIn();
  });

  it("waits in the queue while the reader still waits for a code of a login that was cancelled", async () => {
    const { waitingPerson, person, step, steps, peer } = scene.now();
    const { asked, act } = waitingPerson();
    const first = start();
    const cancelled = assert.rejects(first.result, { code: "operation.cancelled" });
    await asked;
    await peer.request("cancel", { target: first.id });
    await cancelled;
    person(DEMO_PIN);
    const second = start();
    await step(second.id, "queue");
    act("cancel");
    await second.result;
    assert.deepEqual(steps(second.id), ["card", "queue", "keypad", "connect", "sign"]);
  });

  it("ends when the card is pulled while the person types, and works with the next card", async () => {
    const { waitingPerson, peer, stage, readyCard, card } = scene.now();
    const { asked, act } = waitingPerson();
    const removed = assert.rejects(start().result, { code: "card.removed" });
    await asked;
    await stage.door.remove();
    await removed;
    peer.messages.length = 0;
    const next = await makeCard(stage.pki);
    await stage.door.insert(next);
    act({ digits: WRONG_PIN });
    await readyCard();
    await logsIn();
    assert.deepEqual([card.pinTriesLeft, next.pinTriesLeft], [3, 3]);
  });

  it("does not hold up the host when the browser goes while somebody is at the keypad", async () => {
    const { waitingPerson, peer } = scene.now();
    const { asked } = waitingPerson();
    const gone = assert.rejects(start().result);
    await asked;
    await within(1000, peer.close());
    await gone;
  });
});
