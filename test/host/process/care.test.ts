import assert from "node:assert/strict";
import { generateKeyPairSync, X509Certificate } from "node:crypto";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import { DEMO_PIN, DEMO_PUK, makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import type { VirtualCard } from "../../../devkit/card/index";
import { FileLock } from "../../../native-host/cards/file-lock";
import { lockFolder } from "../../../native-host/cards/lock-folder";
import { toVarcoError } from "../../../shared/errors";
import type { ReadyCard, ToExtension } from "../../../shared/messages";
import { holdCard } from "../../support/hold-card";
import { Peer } from "./peer";

type Progress = Extract<ToExtension, { kind: "progress" }>;

const NEW_PIN = "2468135";
const FULL = { triesLeft: 3, blocked: false };
const FULL_PUK = { triesLeft: 10, blocked: false };
const BLOCKED = { triesLeft: 0, blocked: true };
const reader = VIRTUAL_READER_NAME;

describe("The host and the care of a card", () => {
  let stage: Stage;
  let peer: Peer;
  let card: VirtualCard;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    card = await insert({});
    peer = await begin();
  });
  afterEach(() => peer.close());

  /** Inserts a fresh card, so that no test meets codes that another one changed. */
  async function insert(options: Parameters<typeof makeCard>[2]): Promise<VirtualCard> {
    const made = await makeCard(stage.pki, {}, options);
    await stage.door.insert(made);
    return made;
  }
  async function begin(): Promise<Peer> {
    const begun = new Peer(stage.host);
    await begun.hello();
    await readyCard(begun);
    card.clearTrace();
    return begun;
  }
  /** Starts over with another card. */
  async function swap(options: Parameters<typeof makeCard>[2]): Promise<void> {
    await peer.close();
    card = await insert(options);
    peer = await begin();
  }
  async function readyCard(from = peer, fits: (card: ReadyCard) => boolean = () => true): Promise<ReadyCard> {
    const { readers } = await from.cards(({ readers: [first] }) => first?.card?.status === "ready" && fits(first.card));
    const shown = readers[0]?.card;
    assert(shown?.status === "ready");
    return shown;
  }
  const shownPin = ({ triesLeft, blocked }: ReadyCard["pin"]) =>
    readyCard(peer, ({ pin }) => pin.triesLeft === triesLeft && pin.blocked === blocked);
  const change = (oldPin: string, newPin: string, from = peer) =>
    from.request("changePin", { reader, codes: { oldPin, newPin } });
  const unblock = (puk: string, newPin: string) => peer.request("unblockPin", { reader, codes: { puk, newPin } });
  const test = (pin: string) => peer.request("testCard", { reader, codes: { pin } });
  const inspect = () => peer.request("inspectCard", { reader });
  const sent = (instruction: string) =>
    card.trace.filter(({ command }) => command.startsWith(`00${instruction}`) && command.length > 10).length;
  const steps = (id: number) =>
    peer.messages
      .filter((message): message is Progress => message.kind === "progress" && message.id === id)
      .map(({ step }) => step);

  it("reads serial number, tries and certificate, and spends no try", async () => {
    const { serial, pin, puk, certificate } = await inspect();
    assert.deepEqual({ serial, pin, puk }, { serial: "6090000000000017", pin: FULL, puk: FULL_PUK });
    assert.match(new X509Certificate(Buffer.from(certificate, "base64")).subject, /CLLDAA80A41X999S/);
    assert.deepEqual([sent("20"), card.pinTriesLeft, card.pukTriesLeft], [0, 3, 10]);
  });

  it("answers null for tries that the card does not tell", async () => {
    await swap({ tellsTries: { whenAsked: false } });
    const { pin, puk } = await inspect();
    assert.deepEqual(
      [pin, puk],
      [
        { triesLeft: null, blocked: false },
        { triesLeft: null, blocked: false },
      ],
    );
  });

  it("changes the PIN: the new one works, the old one does not, and no try is lost", async () => {
    const changing = peer.start("changePin", { reader, codes: { oldPin: DEMO_PIN, newPin: NEW_PIN } });
    assert.deepEqual(await changing.result, { pin: FULL });
    assert.deepEqual(steps(changing.id), ["card"]);
    await test(NEW_PIN);
    await assert.rejects(test(DEMO_PIN), { code: "pin.wrong", details: { triesLeft: 2 } });
    assert.equal(sent("24"), 1);
  });

  it("spends one try for each wrong old PIN and tells every page, until the PIN is blocked", async () => {
    for (const triesLeft of [2, 1]) {
      await assert.rejects(change("97531", NEW_PIN), { code: "pin.wrong", details: { triesLeft } });
      await shownPin({ triesLeft, blocked: false });
    }
    await assert.rejects(change("97531", NEW_PIN), { code: "pin.blocked" });
    await shownPin(BLOCKED);
    assert.equal(sent("24"), 3);
    assert.deepEqual((await inspect()).pin, BLOCKED);
  });

  it("unblocks a PIN that was blocked before the card went in", async () => {
    await swap({ pinTriesLeft: 0 });
    await shownPin(BLOCKED);
    await assert.rejects(test(DEMO_PIN), { code: "pin.blocked" });
    assert.deepEqual(await unblock(DEMO_PUK, NEW_PIN), { pin: FULL, puk: FULL_PUK });
    await shownPin(FULL);
    await test(NEW_PIN);
  });

  it("sets a new PIN with the PUK although the old PIN is not blocked", async () => {
    assert.deepEqual(await unblock(DEMO_PUK, NEW_PIN), { pin: FULL, puk: FULL_PUK });
    await test(NEW_PIN);
    assert.equal(sent("2c"), 1);
  });

  it("counts wrong PUKs down to the last one, which blocks the PUK", async () => {
    for (const triesLeft of [9, 8, 7, 6, 5, 4, 3, 2, 1]) {
      await assert.rejects(unblock("11223344", NEW_PIN), { code: "puk.wrong", details: { triesLeft } });
      assert.deepEqual((await inspect()).puk, { triesLeft, blocked: false });
    }
    await assert.rejects(unblock("11223344", NEW_PIN), { code: "puk.blocked" });
    assert.equal(sent("2c"), 10);
    await shownPin(BLOCKED);
    const { pin, puk } = await inspect();
    assert.deepEqual([pin, puk], [BLOCKED, BLOCKED]);
    await assert.rejects(unblock(DEMO_PUK, NEW_PIN), { code: "puk.blocked" });
  });

  it("gives all PUK tries back after a right PUK", async () => {
    await assert.rejects(unblock("11223344", NEW_PIN), { code: "puk.wrong", details: { triesLeft: 9 } });
    assert.deepEqual((await unblock(DEMO_PUK, NEW_PIN)).puk, FULL_PUK);
  });

  const NO_PINS = [
    "",
    "1234",
    "123456789",
    "1234a",
    "abcde",
    "12 345",
    " 12345",
    "12345 ",
    "12345\n",
    "12345\r\n",
    "１２３４５",
    "1234５",
    "-1234",
    "1e345",
    "12345\0",
  ];

  it("sends the card nothing that cannot be a PIN or PUK", async () => {
    for (const wrong of NO_PINS) {
      await assert.rejects(change(wrong, NEW_PIN), { code: "pin.format" }, wrong);
      await assert.rejects(change(DEMO_PIN, wrong), { code: "pin.new-format" }, wrong);
      await assert.rejects(unblock(DEMO_PUK, wrong), { code: "pin.new-format" }, wrong);
      await assert.rejects(test(wrong), { code: "pin.format" }, wrong);
    }
    for (const wrong of [...NO_PINS, DEMO_PIN, "8765432", "876543210", "8765 4321", "87654321\n"])
      await assert.rejects(unblock(wrong, NEW_PIN), { code: "puk.format" }, wrong);
    assert.equal(card.counters.apdus, 0);
  });

  it("sends the card no new PIN that equals the old one or is easy to guess", async () => {
    await assert.rejects(change(NEW_PIN, NEW_PIN), { code: "pin.same" });
    for (const trivial of ["11111", "00000000", "12345678", "54321", "89012"]) {
      await assert.rejects(change(NEW_PIN, trivial), { code: "pin.trivial" }, trivial);
      await assert.rejects(unblock(DEMO_PUK, trivial), { code: "pin.trivial" }, trivial);
    }
    assert.equal(card.counters.apdus, 0);
  });

  it("reports that the card refused the new PIN, and the old one still works", async () => {
    for (const statusWord of [0x6a80, 0x6985]) {
      card.faults.plan({ at: 1, kind: "status-word", statusWord });
      await assert.rejects(change(DEMO_PIN, NEW_PIN), { code: "pin.refused" });
    }
    await test(DEMO_PIN);
  });

  it("tests the card: signs with it once and checks the signature", async () => {
    const testing = peer.start("testCard", { reader, codes: { pin: DEMO_PIN } });
    assert.deepEqual(await testing.result, {});
    assert.deepEqual(steps(testing.id), ["card", "sign"]);
    assert.equal(sent("20"), 1);
    assert.equal(card.pinVerified, false, "the card was reset");
  });

  it("finds out a card whose key does not belong to its certificate", async () => {
    await swap({ privateKey: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey });
    await assert.rejects(test(DEMO_PIN), { code: "card.signature" });
    assert.equal(card.pinTriesLeft, 3);
  });

  it("lets one of two browsers change the PIN, and tells the other that its PIN is wrong", async () => {
    const other = new Peer(stage.host);
    try {
      await other.hello();
      await readyCard(other);
      const ended = await Promise.allSettled([change(DEMO_PIN, "2468135"), change(DEMO_PIN, "97531864", other)]);
      const [won, lost] = ended
        .map(({ status }) => status)
        .sort()
        .reverse();
      assert.deepEqual([won, lost], ["rejected", "fulfilled"]);
      const refusals = ended.flatMap((end) => (end.status === "rejected" ? [toVarcoError(end.reason).toJSON()] : []));
      assert.deepEqual(refusals, [{ code: "pin.wrong", details: { triesLeft: 2 } }]);
      await test(ended[0].status === "fulfilled" ? "2468135" : "97531864");
      assert.equal(card.pinTriesLeft, 3);
    } finally {
      await other.close();
    }
  });

  it("shows the queue while another process has the reader, where the person can still give up", async () => {
    const held = await new FileLock(() => lockFolder(stage.home.env)).take(reader);
    const changing = peer.start("changePin", { reader, codes: { oldPin: DEMO_PIN, newPin: NEW_PIN } });
    await peer.message(
      (message): message is Progress =>
        message.kind === "progress" && message.id === changing.id && message.step === "queue",
    );
    const cancelled = assert.rejects(changing.result, { code: "operation.cancelled" });
    await peer.request("cancel", { target: changing.id });
    await cancelled;
    held.release();
    await test(DEMO_PIN);
    assert.equal(sent("24"), 0);
  });

  it("shows the card step again once the reader is free", async () => {
    const held = await new FileLock(() => lockFolder(stage.home.env)).take(reader);
    const changing = peer.start("changePin", { reader, codes: { oldPin: DEMO_PIN, newPin: NEW_PIN } });
    await peer.message(
      (message): message is Progress =>
        message.kind === "progress" && message.id === changing.id && message.step === "queue",
    );
    held.release();
    await changing.result;
    assert.deepEqual(steps(changing.id), ["card", "queue", "card"]);
  });

  it("reports the card's answer although the work was cancelled before the card gave it", async () => {
    for (const [oldPin, said] of [
      ["97531", "pin.wrong"],
      [DEMO_PIN, null],
    ] as const) {
      const { reached, release } = holdCard(card, /^0024/);
      const changing = peer.start("changePin", { reader, codes: { oldPin, newPin: NEW_PIN } });
      const ended = changing.result.then(
        () => null,
        (thrown: unknown) => toVarcoError(thrown).code,
      );
      await reached;
      await peer.request("cancel", { target: changing.id });
      release();
      assert.equal(await ended, said);
    }
  });

  it("reports that the PIN is unknown when the card is pulled before it answers to a new PIN", async () => {
    for (const when of ["before", "after"] as const) {
      await swap({});
      card.faults.plan({ at: 1, kind: "removed", when });
      await assert.rejects(change(DEMO_PIN, NEW_PIN), { code: "pin.unknown" });
      peer.messages.length = 0;
      card.insert();
      await readyCard();
      await test(when === "after" ? NEW_PIN : DEMO_PIN);
    }
  });

  it("does nothing with a card that took the place of the intended one", async () => {
    const [changing] = [
      assert.rejects(change(DEMO_PIN, NEW_PIN), (thrown) =>
        ["card.removed", "card.none", "pin.unknown"].includes(toVarcoError(thrown).code),
      ),
      stage.door.remove(),
    ];
    await changing;
    const next = await insert({});
    await readyCard();
    assert.equal(next.trace.filter(({ command }) => command.startsWith("0024")).length, 0);
  });

  it("reports why when there is no card or an unusable one", async () => {
    await stage.door.remove();
    await peer.cards(({ readers: [first] }) => first?.card === null);
    for (const failed of [inspect(), change(DEMO_PIN, NEW_PIN), unblock(DEMO_PUK, NEW_PIN), test(DEMO_PIN)])
      await assert.rejects(failed, { code: "card.none" });
    await insert({ certificate: null });
    await peer.cards(({ readers: [first] }) => first?.card?.status === "unusable");
    for (const failed of [inspect(), change(DEMO_PIN, NEW_PIN), unblock(DEMO_PUK, NEW_PIN), test(DEMO_PIN)])
      await assert.rejects(failed, { code: "card.not-activated" });
  });

  it("changes the PIN of a card whose certificate has expired", async () => {
    await peer.close();
    card = await makeCard(stage.pki, { validity: "expired" });
    await stage.door.insert(card);
    peer = await begin();
    assert.deepEqual(await change(DEMO_PIN, NEW_PIN), { pin: FULL });
  });

  it("writes no code into its log", async () => {
    await assert.rejects(change("97531", NEW_PIN));
    await assert.rejects(unblock("11223344", NEW_PIN));
    await change(DEMO_PIN, NEW_PIN);
    await assert.rejects(test(DEMO_PIN));
    await peer.close();
    assert.match(peer.log, /changePin: pin\.wrong/);
    assert.doesNotMatch(peer.log, new RegExp(`97531|${DEMO_PIN}|${NEW_PIN}|11223344|${DEMO_PUK}|COLLAUDO|CLLDAA`));
  });
});
