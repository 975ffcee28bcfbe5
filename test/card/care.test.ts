import assert from "node:assert/strict";
import {
  inventedCard,
  INVENTED_PIN,
  INVENTED_PUK,
  VirtualKeypad,
  type CardFamilyName,
  type VirtualCard,
  type VirtualCardOptions,
} from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { ADA } from "../../devkit/pki/people";
import { createTestPki } from "../../devkit/pki/pki";
import { CardCare } from "../../native-host/cards/care";
import type { Person } from "../../native-host/cards/person";
import { CardDesk } from "../../native-host/cards/desk";
import { CardMonitor } from "../../native-host/cards/monitor";
import { changePinRequest } from "../../native-host/requests/change-pin";
import { inspectCardRequest } from "../../native-host/requests/inspect-card";
import { testCardRequest } from "../../native-host/requests/test-card";
import { unblockPinRequest } from "../../native-host/requests/unblock-pin";
import type { RequestContext } from "../../native-host/messaging/handlers";
import { toVarcoError, type ErrorCode } from "../../shared/errors";
import { InsertedReaders } from "./inserted-readers";

const READER = "Reader";
const NEW_PIN = "1357913";
const person: Person & RequestContext = {
  signal: new AbortController().signal,
  body: Buffer.alloc(0),
  progress: () => {},
  sendBody: async () => {},
  askPin: () => assert.fail("nobody is asked"),
};

/** A card in a reader, read, and what can be done with it. */
class Scene {
  readonly readers = new InsertedReaders();
  readonly monitor: CardMonitor;
  readonly #care: CardCare;

  private constructor(readonly card: VirtualCard) {
    this.readers.plug(READER);
    this.readers.insert(READER, card);
    const desk = new CardDesk(this.readers);
    this.monitor = new CardMonitor(this.readers, desk);
    this.#care = new CardCare(this.monitor, desk);
  }

  static async build(issued: Issued, options: Partial<VirtualCardOptions> = {}): Promise<Scene> {
    const scene = new Scene(inventedCard(issued, ADA, options));
    await scene.monitor.card(READER);
    scene.card.clearTrace();
    return scene;
  }

  readonly inspect = () => inspectCardRequest(this.#care)({ reader: READER }, person);
  readonly change = (oldPin = INVENTED_PIN, newPin = NEW_PIN) =>
    changePinRequest(this.#care)({ reader: READER, codes: { oldPin, newPin } }, person);
  readonly unblock = (puk = INVENTED_PUK, newPin = NEW_PIN) =>
    unblockPinRequest(this.#care)({ reader: READER, codes: { puk, newPin } }, person);
  readonly test = (pin = INVENTED_PIN) => testCardRequest(this.#care)({ reader: READER, codes: { pin } }, person);
  readonly changeByKeypad = () => changePinRequest(this.#care)({ reader: READER, codes: null }, person);

  /** Commands that hold codes, by their first five bytes. */
  get presented(): string[] {
    return this.card.trace
      .filter(({ command }) => /^00(20|24|2c)/.test(command) && command.length > 10)
      .map(({ command }) => command.slice(0, 10));
  }

  /** Whether the card takes this PIN, whatever is in the reader. */
  async takes(pin: string): Promise<boolean> {
    this.card.faults.clear();
    this.readers.insert(READER, this.card);
    await this.monitor.card(READER);
    return this.test(pin).then(
      () => true,
      (thrown: unknown) => (toVarcoError(thrown).code === "pin.wrong" ? false : assert.fail(String(thrown))),
    );
  }

  /** The state of the PIN as everybody is shown it. */
  readonly shown = () => {
    const card = this.monitor.state().readers[0]?.card;
    return card?.status === "ready" ? card.pin : assert.fail("the card is not ready");
  };
}

describe("Looking after the virtual card", () => {
  let issued: Issued;
  let scene: Scene | null = null;
  before(async () => {
    issued = await (await createTestPki()).card();
  });
  afterEach(() => scene?.monitor.close());
  const open = async (options: Partial<VirtualCardOptions> = {}) => (scene = await Scene.build(issued, options));

  for (const [family, protocol, reference] of [
    ["standard", "T=1", "10"],
    ["standard", "T=0", "10"],
    ["st2021", "T=1", "90"],
    ["ace2021", "T=1", "10"],
    ["ace2021-contactless", "T=1", "10"],
    ["st2022-contactless", "T=1", "90"],
    ["infocamere-1204", "T=1", "10"],
  ] as const satisfies readonly (readonly [CardFamilyName, "T=0" | "T=1", string])[]) {
    it(`works with ${family} in ${protocol}: looked at, blocked, unblocked, changed, tested`, async () => {
      const { card, inspect, unblock, change, test } = await open({
        family,
        protocol,
        pinTriesLeft: 0,
        pukTriesLeft: 4,
      });
      const looked = await inspect();
      assert.deepEqual(
        [looked.pin, looked.puk, looked.serial],
        [{ triesLeft: 0, blocked: true }, { triesLeft: 4, blocked: false }, ADA.cardNumber],
      );
      assert.deepEqual(Buffer.from(looked.certificate, "base64"), Buffer.from(issued.der));
      await assert.rejects(change(), { code: "pin.blocked" });
      const full = { pin: { triesLeft: 3, blocked: false }, puk: { triesLeft: 10, blocked: false } };
      assert.deepEqual(await unblock(), full);
      assert.deepEqual(await change(NEW_PIN, "97531"), { pin: full.pin });
      await test("97531");
      assert.deepEqual(
        card.trace.map(({ command }) => command.slice(0, 10)).filter((header) => /^00(24|2c)/.test(header)),
        [`002400${reference}10`, `002c00${reference}10`, `002400${reference}10`],
      );
    });
  }

  it("tells the PIN's state after every outcome", async () => {
    const { change, unblock, shown } = await open();
    await assert.rejects(change("99999"), { code: "pin.wrong" });
    assert.deepEqual(shown(), { triesLeft: 2, blocked: false });
    await change();
    assert.deepEqual(shown(), { triesLeft: 3, blocked: false });
    for (let wrong = 0; wrong < 3; wrong += 1) await assert.rejects(change("99999"));
    assert.deepEqual(shown(), { triesLeft: 0, blocked: true });
    await unblock();
    assert.deepEqual(shown(), { triesLeft: 3, blocked: false });
  });

  it("asks the card for the PIN's state where an outcome does not tell it", async () => {
    const { card, change, test, shown } = await open({ pinTriesLeft: 2, tellsTries: { whenWrong: false } });
    await assert.rejects(change("99999"), { code: "pin.wrong", details: { triesLeft: null } });
    assert.deepEqual(shown(), { triesLeft: 1, blocked: false });
    // After the PIN, which was right, the card fails at the security environment.
    card.faults.plan({ at: 2, kind: "status-word", statusWord: 0x6f00 });
    await assert.rejects(test(), { code: "card.answer" });
    assert.deepEqual(shown(), { triesLeft: 3, blocked: false });
  });

  it("leaves no code in the buffers that it was given", async () => {
    const { card, readers } = await open();
    const desk = new CardDesk(readers);
    const monitor = new CardMonitor(readers, desk);
    const care = new CardCare(monitor, desk);
    const bytes = (digits: string) => Buffer.from(digits, "latin1");
    try {
      for (const [oldPin, newPin, code] of [
        ["99999", NEW_PIN, "pin.wrong"],
        ["1", NEW_PIN, "pin.format"],
        [INVENTED_PIN, NEW_PIN, null],
      ] as const) {
        const codes = { oldPin: bytes(oldPin), newPin: bytes(newPin) };
        const work = care.changePin(READER, person, codes);
        await (code === null ? work : assert.rejects(work, { code }));
        assert.ok(
          [...codes.oldPin, ...codes.newPin].every((byte) => byte === 0),
          oldPin,
        );
      }
      const puk = bytes(INVENTED_PUK);
      readers.remove(READER);
      await assert.rejects(care.unblockPin(READER, person, { puk, newPin: bytes(NEW_PIN) }), { code: "card.none" });
      assert.ok(puk.every((byte) => byte === 0));
      assert.equal(card.pukTriesLeft, 10);
    } finally {
      monitor.close();
    }
  });

  describe("that is pulled out", () => {
    const WORKS: Readonly<
      Record<"inspect" | "change" | "unblock" | "test", { instruction: string | null; unknown: ErrorCode }>
    > = {
      inspect: { instruction: null, unknown: "card.removed" },
      change: { instruction: "24", unknown: "pin.unknown" },
      unblock: { instruction: "2c", unknown: "pin.unknown" },
      test: { instruction: "20", unknown: "card.removed" },
    };

    for (const family of ["standard", "ace2021"] as const) {
      for (const name of ["inspect", "change", "unblock", "test"] as const) {
        it(`${family}: tells the truth whenever it is pulled in ${name}, and does nothing twice`, async () => {
          const whole = await open({ family });
          await whole[name]();
          const commands = whole.card.trace.map(({ command }) => command);
          const { instruction, unknown } = WORKS[name];
          const presents =
            instruction === null
              ? Infinity
              : commands.findIndex((command) => command.startsWith(`00${instruction}`) && command.length > 10);
          whole.monitor.close();
          // What follows is only asking; for `test` also the signature.
          const last = name === "test" ? commands.findLastIndex((command) => /^.02a/.test(command)) : presents;
          for (let at = 0; at < commands.length; at += 1) {
            for (const when of ["before", "after"] as const) {
              const { card, [name]: work } = await open({ family });
              card.faults.plan({ at: at + 1, kind: "removed", when });
              const outcome = await work().then(
                () => "done",
                (thrown: unknown) => toVarcoError(thrown).code,
              );
              assert.equal(
                outcome,
                at > last ? "done" : at === presents ? unknown : "card.removed",
                `${when} command ${at + 1} of ${commands.length}`,
              );
              assert.ok(scene!.presented.length <= 1);
              const changed =
                (instruction === "24" || instruction === "2c") &&
                (at > presents || (at === presents && when === "after"));
              assert.equal(await scene!.takes(changed ? NEW_PIN : INVENTED_PIN), true);
              scene!.monitor.close();
            }
          }
        });
      }
    }

    it("says that the change is done, without tries left, if the card is pulled right after the new PIN", async () => {
      const { card, change } = await open();
      card.faults.plan({ at: 2, kind: "removed", when: "before" });
      assert.deepEqual(await change(), { pin: { triesLeft: null, blocked: false } });
      assert.equal(await scene!.takes(NEW_PIN), true);
    });

    it("between the codes on a keypad: the outcome is unknown, and nothing was changed", async () => {
      const { readers, card, changeByKeypad } = await open();
      const typed = [INVENTED_PIN, NEW_PIN, NEW_PIN];
      readers.keypad = new VirtualKeypad((prompt) => {
        if (prompt === "again") card.remove();
        return { digits: typed.shift() ?? "" };
      });
      await assert.rejects(changeByKeypad(), { code: "pin.unknown" });
      readers.keypad = null;
      assert.equal(await scene!.takes(INVENTED_PIN), true);
    });
  });

  it("runs simultaneous tasks one after the other, each on a card that was reset", async () => {
    const { card, inspect, change, test } = await open();
    const ended = await Promise.allSettled([change(), inspect(), test(NEW_PIN), change(), inspect()]);
    assert.deepEqual(
      ended.map((end) => (end.status === "rejected" ? toVarcoError(end.reason).code : "done")),
      ["done", "done", "done", "pin.wrong", "done"],
    );
    assert.equal(card.pinTriesLeft, 2);
    assert.equal(card.pinVerified, false);
  });
});
