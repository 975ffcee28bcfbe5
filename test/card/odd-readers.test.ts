import assert from "node:assert/strict";
import { constants, publicDecrypt, sign, verify } from "node:crypto";
import { inventedCard, INVENTED_PIN, VpcdDoor, type VirtualCard } from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { createTestPki } from "../../devkit/pki/pki";
import { CardDesk } from "../../native-host/cards/desk";
import { CardMonitor } from "../../native-host/cards/monitor";
import { BINDINGS } from "../../native-host/readers/binding";
import { PcscReaders, type PcscPatience } from "../../native-host/readers/pcsc-readers";
import { policyOf } from "../../shared/error-policy";
import type { CardView } from "../../shared/messages";
import { untilReaders } from "../support/until-readers";
import { OddReader } from "./odd-reader";
import { Pcscd } from "./pcscd";

const DATA = Buffer.from("what is signed");

for (const binding of BINDINGS) {
  describe(`A reader or card with its own ways, in a real pcscd, through ${binding}`, function () {
    this.timeout(30_000);
    let pcscd: Pcscd;
    let odd: OddReader;
    let issued: Issued;
    let door: VpcdDoor;
    let readers: PcscReaders;
    let desk: CardDesk;
    let monitor: CardMonitor;
    before(async () => {
      pcscd = await Pcscd.prepare();
      odd = await OddReader.install();
      issued = await (await createTestPki()).card();
      door = new VpcdDoor(pcscd.vpcd);
    });
    beforeEach(async () => {
      await odd.mend();
      await pcscd.start();
      open();
      await readers.ready();
    });
    afterEach(async () => {
      monitor.close();
      await odd.mend();
      await door.close();
      // pcsclite cannot end a thread that is just about to wait: the news of the empty slot has to be behind it.
      await untilReaders(readers, ({ readers: [first] }) => first?.card === null);
      await readers.close();
      await pcscd.stop();
    });
    after(async () => {
      await pcscd.close();
      await odd.remove();
    });

    const open = (patience: Partial<PcscPatience> = {}) => {
      readers = new PcscReaders({ service: 100, news: 500, ...patience }, { binding });
      desk = new CardDesk(readers);
      monitor = new CardMonitor(readers, desk);
    };
    const reader = () => pcscd.readers[0];
    /** Resolves when the monitor shows the card in this way. */
    const untilShown = (fits: (card: CardView) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          const card = monitor.state().readers[0]?.card;
          if (card && fits(card)) resolve();
        };
        monitor.watch(look);
        look();
      });
    const insert = async (options: Parameters<typeof inventedCard>[2]): Promise<VirtualCard> => {
      const card = inventedCard(issued, undefined, options);
      const inserted = door.insert(card);
      await untilReaders(readers, ({ readers: [first] }) => (first?.card ?? null) !== null);
      await inserted;
      return card;
    };
    const known = () => monitor.card(reader());
    /** What a login does with a card that was read. */
    const logIn = async () => {
      const { family, der } = await known();
      assert.deepEqual(Buffer.from(der), Buffer.from(issued.der));
      const block = blockOf(issued);
      const signature = await desk.operate(
        reader(),
        async (cns) => {
          await cns.verifyPin(Buffer.from(INVENTED_PIN));
          return cns.rawRsa(block);
        },
        { knownFamily: family.id },
      );
      assert.ok(verify("sha256", DATA, issued.certificate.publicKey, signature));
    };

    it("logs in with a T=0 card: the long command in parts, the long answer by GET RESPONSE", async () => {
      const card = await insert({ protocol: "T=0" });
      await logIn();
      const sent = card.trace.map(({ command }) => command.slice(0, 4));
      assert.deepEqual(sent.slice(-3), ["102a", "002a", "00c0"]);
      assert.equal(card.pinVerified, false);
    });

    it("logs in with a T=0 card that does not chain, by ENVELOPE", async () => {
      const card = await insert({ protocol: "T=0", envelopesOnly: true });
      await logIn();
      const sent = card.trace.map(({ command }) => command.slice(0, 4));
      assert.deepEqual(sent.slice(-4), ["102a", "00c2", "00c2", "00c0"]);
    });

    it("passes no extended APDUs though the card takes them: they are chained, and one command is lost", async () => {
      await odd.begin("short-only");
      const card = await insert({ family: "ace2021" });
      await logIn();
      assert.equal(await odd.refused(), 1);
      await logIn();
      assert.equal(await odd.refused(), 1, "the reader is known by now");
      assert.equal(card.pinTriesLeft, 3);
      await door.remove();
      await untilReaders(readers, ({ readers: [first] }) => first?.card === null);
      await odd.end("short-only");
      await insert({ family: "ace2021" });
      await logIn();
      assert.equal(await odd.refused(), 1);
    });

    it("passes no extended APDUs, and a card takes nothing else: the error says what helps", async () => {
      await odd.begin("short-only");
      await insert({ family: "st2022-contactless" });
      await assert.rejects(logIn(), { code: "reader.short-only" });
      assert.equal(policyOf("reader.short-only").fault, "reader");
      const refused = await odd.refused();
      await odd.end("short-only");
      await logIn();
      assert.equal(await odd.refused(), refused, "it was only a moment's fault");
    });

    it("reads a card that does not answer to its first power, once it does", async () => {
      await odd.begin("asleep");
      void door.insert(inventedCard(issued));
      await untilShown(({ status }) => status === "unusable");
      await odd.end("asleep");
      await untilShown(({ status }) => status === "ready");
      await logIn();
    });

    it("reads a card that takes longer to power up than it waits, once it has", async () => {
      monitor.close();
      await readers.close();
      open({ busy: 200 });
      await odd.begin("asleep");
      void door.insert(inventedCard(issued));
      await untilShown(({ status }) => status === "unusable");
      await odd.begin("drowsy");
      await odd.end("asleep");
      await odd.waits();
      await untilShown((card) => card.status === "unusable" && card.error.code === "card.busy");
      await odd.end("drowsy");
      await untilShown(({ status }) => status === "ready");
      await logIn();
    });

    it("gives up a card that never answers: the error says what helps", async () => {
      await odd.begin("asleep");
      void door.insert(inventedCard(issued));
      await untilReaders(readers, ({ readers: [first] }) => (first?.card ?? null) !== null);
      await assert.rejects(known(), { code: "card.mute" });
      assert.equal(policyOf("card.mute").card, "silent");
    });
  });
}

/** The padded data: the padded block of a signature is that signature, taken back by the public key. */
function blockOf({ key, certificate: { publicKey } }: Issued): Buffer {
  return publicDecrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, sign("sha256", DATA, key));
}
