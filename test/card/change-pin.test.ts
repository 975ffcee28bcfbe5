import assert from "node:assert/strict";
import {
  inventedCard,
  INVENTED_PIN,
  INVENTED_PUK,
  type CardFamilyName,
  type VirtualCard,
  type VirtualCardOptions,
} from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { ADA } from "../../devkit/pki/people";
import { createTestPki } from "../../devkit/pki/pki";
import type { LoginCard } from "../../native-host/card/login-card";
import { openCns } from "../../native-host/card/open-cns";
import { CardDesk } from "../../native-host/cards/desk";
import { VarcoError, type ErrorCode } from "../../shared/errors";
import { OpenSc } from "./opensc";
import { ReadersStage } from "./readers-stage";

const NEW_PIN = "1357913";
const digits = (pin: string): Uint8Array => new Uint8Array(Buffer.from(pin, "latin1"));

/** The first five bytes of every command of this instruction. */
const headers = (card: VirtualCard, instruction: string): string[] =>
  card.trace.map(({ command }) => command.slice(0, 10)).filter((header) => header.startsWith(`00${instruction}`));

async function fails(work: Promise<void>, code: ErrorCode, details = {}): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof VarcoError, String(error));
    assert.deepEqual([error.code, error.details], [code, details]);
    return true;
  });
}

describe("Changing the PIN of the virtual card", () => {
  let issued: Issued;
  before(async () => {
    issued = await (await createTestPki()).card();
  });

  async function opened(
    options: Partial<VirtualCardOptions> = {},
    known?: string,
  ): Promise<{ card: VirtualCard; cns: LoginCard }> {
    const card = inventedCard(issued, ADA, options);
    return { card, cns: await openCns(card, card.atr, known) };
  }

  for (const [family, protocol] of [
    ["standard", "T=1"],
    ["standard", "T=0"],
    ["st2021", "T=1"],
    ["ace2021", "T=1"],
    ["ace2021-contactless", "T=1"],
    ["st2022-contactless", "T=1"],
    ["infocamere-1204", "T=1"],
  ] as const satisfies readonly (readonly [CardFamilyName, "T=0" | "T=1"])[]) {
    it(`takes the new one from then on, also after a reset, with ${family} in ${protocol}`, async () => {
      const { card, cns } = await opened({ family, protocol });
      await cns.changePin(digits(INVENTED_PIN), digits(NEW_PIN));
      card.reset();
      const again = await openCns(card, card.atr);
      await fails(again.verifyPin(digits(INVENTED_PIN)), "pin.wrong", { triesLeft: 2 });
      await again.verifyPin(digits(NEW_PIN));
      assert.equal(card.pinTriesLeft, 3);
    });
  }

  it("costs a try with a wrong old one, three times until it is blocked, and changes nothing", async () => {
    const { card, cns } = await opened();
    for (const triesLeft of [2, 1]) {
      await fails(cns.changePin(digits("99999"), digits(NEW_PIN)), "pin.wrong", { triesLeft });
      assert.equal(card.pinTriesLeft, triesLeft);
    }
    await cns.verifyPin(digits(INVENTED_PIN));
    assert.equal(card.pinTriesLeft, 3);
    for (const triesLeft of [2, 1])
      await fails(cns.changePin(digits("99999"), digits(NEW_PIN)), "pin.wrong", { triesLeft });
    await fails(cns.changePin(digits("99999"), digits(NEW_PIN)), "pin.blocked");
    await fails(cns.changePin(digits(INVENTED_PIN), digits(NEW_PIN)), "pin.blocked");
    assert.deepEqual(await cns.triesLeft(), { triesLeft: 0, blocked: true });
  });

  it("knows no number of tries if the card does not tell it", async () => {
    const { cns } = await opened({ tellsTries: { whenAsked: false, whenWrong: false } });
    await fails(cns.changePin(digits("99999"), digits(NEW_PIN)), "pin.wrong", { triesLeft: null });
  });

  it("spends no try on what is no PIN, and none when the card is pulled out before", async () => {
    const { card, cns } = await opened();
    await fails(cns.changePin(digits(INVENTED_PIN), digits("1234")), "pin.new-format");
    assert.equal(card.counters.apdus, 0);
    card.faults.plan({ at: 1, kind: "removed", when: "before" });
    await fails(cns.changePin(digits("99999"), digits(NEW_PIN)), "pin.unknown");
    assert.equal(card.pinTriesLeft, 3);
  });
});

describe("Changing the PIN, and OpenSC as witness", function () {
  this.timeout(60_000);
  let stage: ReadersStage;
  let opensc: OpenSc;

  before(async () => {
    stage = await ReadersStage.build();
  });
  beforeEach(async () => {
    await stage.begin();
    opensc = await OpenSc.open();
  });
  afterEach(async () => {
    await opensc.close();
    await stage.end();
  });
  after(() => stage.pcscd.close());

  const data = Buffer.from("a text that a citizen signs");
  const operate = <T>(work: (card: LoginCard) => Promise<T>): Promise<T> =>
    new CardDesk(stage.readers).operate(stage.reader, work);

  it("lets OpenSC sign with the PIN that we have set, and no longer with the old one", async () => {
    const card = await stage.inserted();
    await operate((cns) => cns.changePin(digits(INVENTED_PIN), digits(NEW_PIN)));
    const old = await opensc.sign(INVENTED_PIN, "01", data);
    assert.match(old.result.stderr, /CKR_PIN_INCORRECT/);
    const now = await opensc.sign(NEW_PIN, "01", data);
    assert.ok(now.signature, now.result.stderr);
    assert.equal(card.pinTriesLeft, 3);
  });

  for (const [family, header] of [
    ["standard", "0024001010"],
    ["st2021", "0024009010"],
  ] as const) {
    it(`we sign on with the PIN that OpenSC has set, by the very command that we send (${family})`, async () => {
      const card = await stage.inserted(0, { family });
      await opensc.cardName();
      const { code, stderr } = await opensc.pkcs11(
        "--login",
        "--pin",
        INVENTED_PIN,
        "--change-pin",
        "--new-pin",
        NEW_PIN,
      );
      assert.equal(code, 0, stderr);
      assert.deepEqual(headers(card, "24"), [header]);
      await operate(async (cns) => {
        await cns.verifyPin(digits(NEW_PIN));
        await cns.changePin(digits(NEW_PIN), digits(INVENTED_PIN));
      });
      assert.deepEqual(headers(card, "24"), [header, header]);
      assert.equal(card.pinTriesLeft, 3);
    });
  }

  // OpenSC 0.23 knows no ACe2021.
  for (const [family, protocol, header] of [
    ["standard", "T=1", "002c001010"],
    ["standard", "T=0", "002c001010"],
    ["st2021", "T=1", "002c009010"],
  ] as const) {
    it(`OpenSC accepts the PIN that we set with the PUK, by the command that it sends itself (${family}, ${protocol})`, async () => {
      const card = await stage.inserted(0, { family, protocol, pinTriesLeft: 0 });
      if (protocol === "T=0") {
        // It takes only T=1 cards for a CNS by their ATR.
        await opensc.close();
        opensc = await OpenSc.open(
          `app default { card_atr ${Buffer.from(card.atr)
            .toString("hex")
            .replace(/..(?!$)/g, "$&:")} { driver = "itacns"; type = 23002; } }`,
        );
      }
      await operate((cns) => cns.unblockPin(digits(INVENTED_PUK), digits(NEW_PIN)));
      await opensc.cardName();
      const verified = await opensc.pkcs15("--verify-pin", "--auth-id", "01", "--pin", NEW_PIN);
      assert.equal(verified.code, 0, verified.stderr);
      const unblocked = await opensc.pkcs15(
        "--unblock-pin",
        "--auth-id",
        "01",
        "--puk",
        INVENTED_PUK,
        "--new-pin",
        "97531",
      );
      assert.equal(unblocked.code, 0, unblocked.stderr);
      assert.deepEqual(headers(card, "2c"), [header, header]);
      await operate((cns) => cns.verifyPin(digits("97531")));
      assert.deepEqual([card.pinTriesLeft, card.pukTriesLeft], [3, 10]);
    });
  }

  it("lets OpenSC unblock a blocked PIN with the PUK, and we go on signing with the new one", async () => {
    const card = await stage.inserted(0, { pinTriesLeft: 0 });
    await opensc.cardName();
    const { code, stderr } = await opensc.pkcs15(
      "--unblock-pin",
      "--auth-id",
      "01",
      "--puk",
      INVENTED_PUK,
      "--new-pin",
      NEW_PIN,
    );
    assert.equal(code, 0, stderr);
    assert.deepEqual(headers(card, "2c"), ["002c001010"]);
    await operate((cns) => cns.verifyPin(digits(NEW_PIN)));
    assert.equal(card.pinTriesLeft, 3);
  });
});
