import assert from "node:assert/strict";
import { BINDINGS } from "../../native-host/readers/binding";
import {
  inventedCard,
  INVENTED_PIN,
  INVENTED_PUK,
  VpcdDoor,
  type KeypadAct,
  type VirtualCard,
} from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { createTestPki } from "../../devkit/pki/pki";
import type { LoginCard } from "../../native-host/card/login-card";
import { CardDesk } from "../../native-host/cards/desk";
import { PcscReaders, type PcscPatience } from "../../native-host/readers/pcsc-readers";
import { KeypadReader } from "./keypad-reader";
import { OpenSc } from "./opensc";
import { Pcscd } from "./pcscd";
import { untilReaders } from "../support/until-readers";

const NEW_PIN = "1357913";

/** Digits that the person types. */
type Digits = `${number}`;

for (const binding of BINDINGS) {
  describe(`A reader with a keypad, in a real pcscd, through ${binding}`, function () {
    this.timeout(30_000);
    let pcscd: Pcscd;
    let reader: KeypadReader;
    let readers: PcscReaders;
    let issued: Issued;
    let door: VpcdDoor;
    let card: VirtualCard;

    before(async () => {
      pcscd = await Pcscd.prepare();
      reader = await KeypadReader.install();
      issued = await (await createTestPki()).card();
      door = new VpcdDoor(pcscd.vpcd);
    });
    beforeEach(async () => {
      reader.trouble = null;
      reader.came.length = 0;
      reader.keypad.asked.length = 0;
      await pcscd.start();
      card = inventedCard(issued);
      await door.insert(card);
      await open();
    });
    afterEach(async () => {
      await readers.close();
      await door.close();
      await pcscd.stop();
    });
    after(async () => {
      await pcscd.close();
      await reader.remove();
    });

    async function open(patience: Partial<PcscPatience> = {}): Promise<void> {
      readers = new PcscReaders({ service: 100, ...patience }, { binding });
      await untilReaders(readers, ({ readers: [first] }) => (first?.card ?? null) !== null);
    }
    function person(...acts: (KeypadAct | Digits)[]): void {
      reader.keypad.person = () => {
        const act = acts.shift() ?? "timeout";
        return act === "cancel" || act === "timeout" || typeof act !== "string" ? act : { digits: act };
      };
    }
    const operate = (work: (cns: LoginCard) => Promise<void>) => new CardDesk(readers).operate(pcscd.readers[0], work);
    const hasKeypad = () => readers.state().readers.map(({ keypad }) => keypad);

    it("is known once its card has been taken, and reported once", async () => {
      assert.deepEqual(hasKeypad(), [false, false]);
      const told: boolean[] = [];
      readers.watch(({ readers: [first] }) => told.push(first?.keypad === true));
      await operate(async (cns) => {
        await cns.triesLeft();
      });
      assert.deepEqual(hasKeypad(), [true, false]);
      await operate(async (cns) => {
        await cns.triesLeft();
      });
      assert.deepEqual(told, [true]);
    });

    it("verifies, changes and unblocks with the codes typed on it", async () => {
      person(INVENTED_PIN);
      await operate((cns) => cns.verifyPinByKeypad());
      person(INVENTED_PIN, NEW_PIN, NEW_PIN);
      await operate((cns) => cns.changePinByKeypad());
      person(INVENTED_PUK, "97531", "97531");
      await operate((cns) => cns.unblockPinByKeypad());
      await operate((cns) => cns.verifyPin(Buffer.from("97531")));
      assert.deepEqual(reader.keypad.asked, ["pin", "old", "new", "again", "old", "new", "again"]);
      assert.deepEqual(
        card.trace.map(({ command }) => command.slice(0, 10)),
        ["0020001008", "0024001010", "002c001010", "0020001008"],
      );
      assert.deepEqual(
        reader.came.map(({ feature }) => feature),
        [6, 7, 7],
      );
    });

    it("passes on the card's refusals, and reports its own", async () => {
      person("99999");
      await assert.rejects(
        operate((cns) => cns.verifyPinByKeypad()),
        { code: "pin.wrong", details: { triesLeft: 2 } },
      );
      person(INVENTED_PIN, NEW_PIN, "1357914");
      await assert.rejects(
        operate((cns) => cns.changePinByKeypad()),
        { code: "pin.repeat" },
      );
      for (const [act, code] of [
        ["cancel", "keypad.cancelled"],
        ["timeout", "keypad.timeout"],
        ["1234", "pin.format"],
      ] as const) {
        person(act);
        await assert.rejects(
          operate((cns) => cns.verifyPinByKeypad()),
          { code },
        );
      }
      assert.equal(card.pinTriesLeft, 2);
    });

    it("may refuse the command: nothing was sent, and the card stays usable", async () => {
      reader.trouble = "refuses";
      await operate(async (cns) => {
        await assert.rejects(cns.changePinByKeypad(), { code: "keypad.failed" });
        await cns.verifyPin(Buffer.from(INVENTED_PIN));
      });
    });

    it("may fail: then a change of PIN is uncertain, and a card that is there counts as mute", async () => {
      reader.trouble = "fails";
      await assert.rejects(
        operate((cns) => cns.verifyPinByKeypad()),
        { code: "card.mute" },
      );
      await assert.rejects(
        operate((cns) => cns.changePinByKeypad()),
        { code: "pin.unknown" },
      );
      reader.trouble = null;
      person(INVENTED_PIN);
      await operate((cns) => cns.verifyPinByKeypad());
    });

    it("notices that the card is pulled out while a person types", async () => {
      reader.keypad.person = async () => {
        await door.remove();
        return { digits: INVENTED_PIN };
      };
      await assert.rejects(
        operate((cns) => cns.verifyPinByKeypad()),
        { code: "card.removed" },
      );
      assert.equal(card.pinTriesLeft, 3);
    });

    it("gives the person more time than a card has", async () => {
      await readers.close();
      await open({ command: 300 });
      reader.keypad.person = async () => {
        await new Promise((resolve) => {
          setTimeout(resolve, 600);
        });
        return { digits: INVENTED_PIN };
      };
      await operate((cns) => cns.verifyPinByKeypad());
    });

    it("lets the process go on when the person never finishes", async () => {
      await readers.close();
      await open({ keypad: 300 });
      let end: (act: KeypadAct) => void = () => {};
      reader.keypad.person = () =>
        new Promise((resolve) => {
          end = resolve;
        });
      await assert.rejects(
        operate((cns) => cns.verifyPinByKeypad()),
        { code: "card.mute" },
      );
      await readers.close();
      assert.equal(readers.stuck, true);
      end("timeout");
    });

    it("looks like a real one to OpenSC, which knows nothing about us", async () => {
      await readers.close();
      const opensc = await OpenSc.open();
      try {
        await opensc.cardName();
        person(INVENTED_PIN);
        const { code, stderr } = await opensc.pkcs15("--verify-pin", "--auth-id", "01");
        assert.equal(code, 0, stderr);
        assert.deepEqual(reader.keypad.asked, ["pin"]);
        person(INVENTED_PUK, NEW_PIN, NEW_PIN);
        const unblocked = await opensc.pkcs15("--unblock-pin", "--auth-id", "01");
        assert.equal(unblocked.code, 0, unblocked.stderr);
      } finally {
        await opensc.close();
      }
      await open();
      await operate((cns) => cns.verifyPin(Buffer.from(NEW_PIN)));
    });
  });
}
