import assert from "node:assert/strict";
import { CARD_FAMILIES, type CardFamilyName } from "../../../devkit/card/index";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import type { CardsState } from "../../../shared/messages";
import { Peer } from "./peer";

const isReady = ({ readers }: CardsState) => readers[0]?.card?.status === "ready";

const isEmpty = ({ readers }: CardsState) => readers.length === 1 && readers[0]?.card === null;

describe("A login through the host", () => {
  let stage: Stage;
  let peer: Peer;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    peer = new Peer(stage.host);
    await peer.hello();
    peer.pin = () => DEMO_PIN;
  });
  afterEach(async () => {
    await peer.close();
    stage.card.faults.clear();
    await stage.door.insert(stage.card);
  });

  const openLogin = () =>
    peer.openLogin({ origin: stage.portal.origins.identityProvider, reader: VIRTUAL_READER_NAME }).result;
  const takeOut = async () => {
    await stage.door.remove();
    await peer.cards(isEmpty);
    peer.messages.length = 0;
  };
  const insertAgain = async (card = stage.card) => {
    await takeOut();
    await stage.door.insert(card);
    await peer.cards(isReady);
  };

  it("survives a card that is pulled at any of its APDUs, and loses no PIN try", async () => {
    await peer.cards(isReady);
    stage.card.clearTrace();
    const { login } = await openLogin();
    await peer.request("closeLogin", { login });
    const length = stage.card.counters.apdus;
    assert(length >= 4 && length <= 6, `${length} APDUs`);
    for (let at = 1; at <= length; at++) {
      for (const when of ["before", "after"] as const) {
        stage.card.faults.plan({ at, kind: "removed", when });
        await assert.rejects(openLogin(), { code: "card.removed" }, `pulled ${when} APDU ${at}`);
        assert.equal(stage.card.pinTriesLeft, 3);
        await insertAgain();
      }
    }
    await openLogin();
  });

  it("survives a card that is pulled at any APDU of the first reading", async () => {
    await peer.cards(isReady);
    stage.card.clearTrace();
    await insertAgain();
    const length = stage.card.counters.apdus;
    for (let at = 1; at <= length; at++) {
      await takeOut();
      stage.card.faults.plan({ at, kind: "removed" });
      await stage.door.insert(stage.card);
      await peer.cards(isEmpty);
      await insertAgain();
    }
    await openLogin();
  });

  it("says what is wrong with a card that answers nonsense, and works again with a sound one", async () => {
    await peer.cards(isReady);
    const nonsense = {
      "card.mute": { kind: "answer", bytes: new Uint8Array() },
      "card.answer": { kind: "status-word", statusWord: 0x6f00 },
    } as const;
    for (const [code, fault] of Object.entries(nonsense)) {
      for (let at = 1; at <= 4; at++) {
        stage.card.faults.plan({ at, ...fault });
        await assert.rejects(openLogin(), { code }, `APDU ${at}`);
        assert.equal(stage.card.pinTriesLeft, 3);
      }
    }
    await openLogin();
  });

  const names = [
    "standard",
    "st2021",
    "ace2021",
    "ace2021-contactless",
    "st2022-contactless",
    "infocamere-1204",
    "hpc",
  ] as const satisfies readonly CardFamilyName[];
  it("is tested with every family whose cards can log in", () => {
    const usable = Object.entries(CARD_FAMILIES)
      .filter(([, { cns, key }]) => cns && key !== null)
      .map(([family]) => family);
    assert.deepEqual([...names], usable);
  });
  for (const family of names) {
    it(`works with a card of the family ${family}`, async () => {
      const card = await makeCard(stage.pki, {}, { family });
      await peer.cards(isReady);
      await insertAgain(card);
      await openLogin();
    });
  }

  it("tells what is missing when it knows a card but cannot use it", async () => {
    await peer.cards(isReady);
    await takeOut();
    await stage.door.insert(await makeCard(stage.pki, {}, { family: "ace2025" }));
    const { readers } = await peer.cards((state) => state.readers[0]?.card?.status === "unusable");
    const card = readers[0]?.card;
    assert(card?.status === "unusable");
    assert.equal(card.error.code, "card.unsupported");
    await assert.rejects(openLogin(), { code: "card.unsupported" });
  });

  it("blocks the PIN at the third wrong one and says so from then on", async () => {
    await peer.cards(isReady);
    await insertAgain(await makeCard(stage.pki));
    peer.pin = () => "00000";
    for (const triesLeft of [2, 1]) await assert.rejects(openLogin(), { code: "pin.wrong", details: { triesLeft } });
    await assert.rejects(openLogin(), { code: "pin.blocked" });
    peer.pin = () => DEMO_PIN;
    await assert.rejects(openLogin(), { code: "pin.blocked" });
    await peer.cards((state) => state.readers[0]?.card?.status === "ready" && state.readers[0].card.pin.blocked);
  });
});
