import assert from "node:assert/strict";
import { constants, createHash, publicDecrypt, sign, verify, type KeyObject } from "node:crypto";
import {
  CARD_FAMILIES,
  INVENTED_PIN,
  inventedCard,
  type CardFamilyName,
  type VirtualCard,
  type VirtualCardOptions,
} from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { ADA } from "../../devkit/pki/people";
import { createTestPki } from "../../devkit/pki/pki";
import type { CnsCard } from "../../native-host/card/cns-card";
import { readHolder } from "../../native-host/card/holder";
import { openCns } from "../../native-host/card/open-cns";
import { toVarcoError, type ErrorCode } from "../../shared/errors";

type Protocol = "T=0" | "T=1";

/** Every family with every protocol that it speaks, and what it is called. */
const LOGINS: readonly (readonly [CardFamilyName, Protocol, string])[] = [
  ["standard", "T=1", "CNS"],
  ["standard", "T=0", "CNS"],
  ["st2021", "T=1", "ST2021"],
  ["ace2021", "T=1", "ACe2021"],
  ["ace2021-contactless", "T=1", "ACe2021 (contactless)"],
  ["st2022-contactless", "T=1", "ST2022 (contactless)"],
  ["infocamere-1204", "T=1", "Infocamere 1204"],
  ["hpc", "T=1", "HPC (professional health card)"],
];

const DATA = Buffer.from("what is signed");
const digits = (pin: string): Uint8Array => new Uint8Array(Buffer.from(pin, "latin1"));

/** EMSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §9.2): what a TLS 1.2 stack would hand to the card. */
function pkcs1Block(size: number): Uint8Array {
  const digestInfo = Buffer.concat([
    Buffer.from("3031300d060960864801650304020105000420", "hex"),
    createHash("sha256").update(DATA).digest(),
  ]);
  return Buffer.concat([Buffer.of(0, 1), Buffer.alloc(size - 3 - digestInfo.length, 0xff), Buffer.of(0), digestInfo]);
}

async function signature(cns: CnsCard, size: number): Promise<Uint8Array> {
  await cns.verifyPin(digits(INVENTED_PIN));
  return cns.rawRsa(pkcs1Block(size));
}

/** All that a first login does: the certificate, the tries left, the PIN, one signature. */
async function login(card: VirtualCard): Promise<{ der: Uint8Array; signed: Uint8Array; cns: CnsCard }> {
  const cns = await openCns(card, card.atr);
  const der = await cns.readCertificate();
  await cns.triesLeft();
  return { der, signed: await signature(cns, readHolder(der).keySize / 8), cns };
}

describe("the card driver on the virtual card", () => {
  let issued: Issued;
  before(async () => {
    issued = await (await createTestPki()).card();
  });

  const inserted = (
    family: CardFamilyName,
    protocol: Protocol = "T=1",
    options: Partial<VirtualCardOptions> = {},
  ): VirtualCard => inventedCard(issued, ADA, { family, protocol, ...options });
  const publicKey = (): KeyObject => issued.certificate.publicKey;

  describe("logs in", () => {
    for (const [family, protocol, name] of LOGINS) {
      it(`with ${family} in ${protocol}`, async () => {
        const card = inserted(family, protocol);
        const { der, signed, cns } = await login(card);
        assert.deepEqual(Buffer.from(der), Buffer.from(issued.der));
        assert.ok(verify("sha256", DATA, publicKey(), signed));
        assert.equal(cns.family.name, name);
        assert.ok(card.pinVerified);
        assert.equal(card.pinTriesLeft, 3);
      });

      it(`with ${family} in ${protocol} when the certificate is known`, async () => {
        const card = inserted(family, protocol);
        const known = (await login(card)).cns.family.id;
        card.reset();
        const cns = await openCns(card, card.atr, known);
        assert.deepEqual(await cns.triesLeft(), { triesLeft: 3, blocked: false });
        assert.ok(verify("sha256", DATA, publicKey(), await signature(cns, 256)));
      });
    }

    for (const family of ["st2021", "ace2021"] as const) {
      it(`with a ${family} whose certificate and key are where Infocamere puts them`, async () => {
        const card = inserted(family, "T=1", { infocamereLayout: true });
        const { signed, cns } = await login(card);
        assert.ok(verify("sha256", DATA, publicKey(), signed));
        assert.equal(cns.family.name, "Infocamere 1204");
        card.reset();
        const again = await openCns(card, card.atr, cns.family.id);
        assert.ok(verify("sha256", DATA, publicKey(), await signature(again, 256)));
      });
    }

    it("with PSS, because the operation is raw", async () => {
      const card = inserted("standard");
      const cns = await openCns(card, card.atr);
      await cns.verifyPin(digits(INVENTED_PIN));
      const padding = constants.RSA_PKCS1_PSS_PADDING;
      // The padded block of a PSS signature is that signature, taken back by the public key.
      const block = publicDecrypt(
        { key: publicKey(), padding: constants.RSA_NO_PADDING },
        sign("sha256", DATA, { key: issued.key, padding }),
      );
      assert.ok(verify("sha256", DATA, { key: publicKey(), padding }, await cns.rawRsa(block)));
    });

    it("with a key of 1024 bits, in one short APDU", async () => {
      const short = await (await createTestPki()).card({ bits: 1024 });
      const card = inventedCard(short);
      const { signed } = await login(card);
      assert.ok(verify("sha256", DATA, short.certificate.publicKey, signed));
    });
  });

  describe("is sparing", () => {
    for (const [family, protocol, first, known] of [
      ["standard", "T=1", 11, 6],
      ["standard", "T=0", 12, 7],
      ["st2021", "T=1", 10, 5],
      ["ace2021", "T=1", 11, 6],
      ["ace2021-contactless", "T=1", 11, 6],
      ["st2022-contactless", "T=1", 10, 6],
      ["infocamere-1204", "T=1", 13, 7],
      ["hpc", "T=1", 11, 6],
    ] as const) {
      it(`${family} in ${protocol}: ${first} APDUs for a first login, ${known} with a known certificate`, async () => {
        const card = inserted(family, protocol);
        const { cns } = await login(card);
        assert.equal(card.counters.apdus, first);
        card.reset();
        card.clearTrace();
        const again = await openCns(card, card.atr, cns.family.id);
        await again.triesLeft();
        await signature(again, 256);
        assert.equal(card.counters.apdus, known);
      });
    }

    it("sends nothing to recognise a contact card", async () => {
      for (const family of ["standard", "st2021", "ace2021", "ace2025", "infocamere-1204"] as const) {
        const card = inserted(family);
        await openCns(card, card.atr);
        assert.equal(card.counters.apdus, 0, family);
      }
    });
  });

  describe("reads", () => {
    for (const family of [
      "standard",
      "st2021",
      "ace2021",
      "st2022-contactless",
      "ace2025",
      "infocamere-1204",
    ] as const) {
      it(`certificate, serial number and personal data of ${family}, in any order`, async () => {
        const card = inserted(family);
        const cns = await openCns(card, card.atr);
        for (let round = 0; round < 2; round += 1) {
          assert.equal(await cns.readSerial(), ADA.cardNumber);
          assert.deepEqual(Buffer.from(await cns.readCertificate()), Buffer.from(issued.der));
          const data = await cns.readPersonalData();
          assert.deepEqual(
            [data?.surname, data?.givenName, data?.codiceFiscale, data?.born],
            [ADA.surname, ADA.givenName, ADA.codiceFiscale, "1980-01-01"],
          );
        }
      });
    }

    for (const padding of [0x00, 0xff]) {
      it(`no padding of ${padding}, and knows a card that was never activated`, async () => {
        const card = inserted("standard", "T=1", { certificateFile: { padding, size: 4096 } });
        assert.equal((await (await openCns(card, card.atr)).readCertificate()).length, issued.der.length);
        const empty = inserted("standard", "T=1", { certificate: null, certificateFile: { padding, size: 4096 } });
        await assertFails(async () => (await openCns(empty, empty.atr)).readCertificate(), "card.not-activated");
      });
    }

    it("never the certificate for digital signature", async () => {
      const other = await (await createTestPki()).card({ foreign: true });
      const card = inserted("standard", "T=1", {
        certificate: null,
        signaturePair: { certificate: other.der, privateKey: other.key, pin: "97531" },
      });
      await assertFails(async () => (await openCns(card, card.atr)).readCertificate(), "card.not-activated");
    });
  });

  describe("refuses", () => {
    it("a card that is no CNS", async () => {
      const card = inserted("not-cns");
      await assertFails(() => openCns(card, card.atr), "card.not-cns");
    });

    it("a health card read by radio, without sending anything", async () => {
      const card = inserted("ts-contactless");
      await assertFails(() => openCns(card, card.atr), "card.contactless");
      assert.equal(card.counters.apdus, 0);
    });

    it("a contactless card with the common ATR and other applications", async () => {
      const card = inserted("not-cns");
      await assertFails(() => openCns(card, CARD_FAMILIES["st2022-contactless"].atr["T=1"]!), "card.not-cns");
    });

    it("to log in with a card that is only recognised, without asking it for anything", async () => {
      const card = inserted("ace2025");
      const cns = await openCns(card, card.atr);
      await cns.readCertificate();
      card.clearTrace();
      await assertFails(() => cns.verifyPin(digits(INVENTED_PIN)), "card.unsupported");
      await assertFails(() => cns.rawRsa(new Uint8Array(256)), "card.unsupported");
      assert.equal(card.counters.apdus, 0);
    });

    it("to sign without the PIN", async () => {
      const card = inserted("standard");
      await assertFails(async () => (await openCns(card, card.atr)).rawRsa(pkcs1Block(256)), "card.answer");
    });
  });

  describe("with a wrong PIN", () => {
    for (const [family, protocol] of LOGINS) {
      it(`spends one try each time, until ${family} in ${protocol} is blocked`, async () => {
        const card = inserted(family, protocol);
        const cns = await openCns(card, card.atr);
        for (const triesLeft of [2, 1]) {
          assert.equal(
            (await assertFails(() => cns.verifyPin(digits("99999")), "pin.wrong")).details.triesLeft,
            triesLeft,
          );
          assert.deepEqual(await cns.triesLeft(), { triesLeft, blocked: false });
          assert.equal(card.pinTriesLeft, triesLeft);
        }
        await assertFails(() => cns.verifyPin(digits("99999")), "pin.blocked");
        await assertFails(() => cns.verifyPin(digits(INVENTED_PIN)), "pin.blocked");
        assert.deepEqual(await cns.triesLeft(), { triesLeft: 0, blocked: true });
      });
    }

    it("spends no try on what is no PIN", async () => {
      const card = inserted("standard");
      const cns = await openCns(card, card.atr);
      for (const pin of ["", "1234", "123456789", "abcde"])
        await assertFails(() => cns.verifyPin(digits(pin)), "pin.format");
      assert.equal(card.counters.apdus, 0);
    });

    it("knows no number of tries if the card does not tell it", async () => {
      const card = inserted("standard", "T=1", { tellsTries: { whenAsked: false, whenWrong: false } });
      const cns = await openCns(card, card.atr);
      assert.deepEqual(await cns.triesLeft(), { triesLeft: null, blocked: false });
      assert.equal((await assertFails(() => cns.verifyPin(digits("99999")), "pin.wrong")).details.triesLeft, null);
      await cns.verifyPin(digits(INVENTED_PIN));
      assert.equal(card.pinTriesLeft, 3);
    });
  });

  describe("when something goes wrong", () => {
    /** Runs a login with one fault at every APDU in turn; `check` sees how it ended. */
    async function atEveryApdu(
      family: CardFamilyName,
      protocol: Protocol,
      plan: (card: VirtualCard, at: number) => void,
      check: (ended: ErrorCode | null, card: VirtualCard, at: number) => void,
    ): Promise<void> {
      const undisturbed = inserted(family, protocol);
      await login(undisturbed);
      for (let at = 1; at <= undisturbed.counters.apdus; at += 1) {
        const card = inserted(family, protocol);
        plan(card, at);
        const ended = await login(card).then(
          ({ signed }) => {
            assert.ok(verify("sha256", DATA, publicKey(), signed), `APDU ${at}: a wrong signature`);
            return null;
          },
          (thrown: unknown) => toVarcoError(thrown).code,
        );
        check(ended, card, at);
        assert.equal(card.pinTriesLeft, 3, `APDU ${at}: a PIN try was spent`);
      }
    }

    for (const [family, protocol] of LOGINS) {
      for (const when of ["before", "after"] as const) {
        it(`says card.removed wherever ${family} in ${protocol} is pulled out (${when} it worked)`, () =>
          atEveryApdu(
            family,
            protocol,
            (card, at) => card.faults.plan({ at, kind: "removed", when }),
            (ended, card, at) => {
              assert.equal(ended, "card.removed", `APDU ${at}`);
              assert.equal(card.counters.apdus, at);
            },
          ));
      }

      it(`takes no nonsense from ${family} in ${protocol}`, async () => {
        for (const bytes of [[], [0x90], [0x00, 0x00], [0xff, 0xff, 0xff], [0x60, 0x00]]) {
          await atEveryApdu(
            family,
            protocol,
            (card, at) => card.faults.plan({ at, kind: "answer", bytes: Uint8Array.from(bytes) }),
            (ended, _, at) => {
              const right = bytes.length < 2 ? ["card.mute"] : ["card.answer", "card.not-cns"];
              assert.ok(right.includes(ended ?? ""), `APDU ${at}, ${bytes.join()}: ${ended}`);
            },
          );
        }
      });

      it(`ends soon with an error or a right signature at any status word from ${family} in ${protocol}`, async () => {
        for (const statusWord of [
          0x6100, 0x6110, 0x6c00, 0x6c10, 0x6281, 0x6282, 0x6581, 0x6700, 0x6982, 0x6985, 0x6a82, 0x6a86, 0x6b00,
          0x6d00, 0x6e00, 0x6f00, 0x9001,
        ]) {
          await atEveryApdu(
            family,
            protocol,
            (card, at) => card.faults.plan({ at, kind: "status-word", statusWord }),
            (_, card, at) => assert.ok(card.counters.apdus < 40, `APDU ${at}: ${card.counters.apdus} APDUs`),
          );
        }
      });
    }

    it("never follows a card that gives the same answer forever", async () => {
      for (const statusWord of [0x6100, 0x6101, 0x6c00, 0x6c01, 0x9000, 0x6282]) {
        const card = inserted("standard");
        for (let at = 1; at <= 200; at += 1)
          card.faults.plan({ at, kind: "answer", bytes: Uint8Array.of(0x30, statusWord >> 8, statusWord & 0xff) });
        await assert.rejects(login(card));
        assert.ok(card.counters.apdus < 50, `${statusWord.toString(16)}: ${card.counters.apdus} APDUs`);
      }
    });

    it("chains where extended APDUs are refused, and the reverse", async () => {
      const ace = inserted("ace2021", "T=1", { shortApdusOnly: true });
      assert.ok(verify("sha256", DATA, publicKey(), (await login(ace)).signed));
      const standard = inserted("standard");
      standard.faults.plan({ at: 10, kind: "status-word", statusWord: 0x6884 });
      assert.ok(verify("sha256", DATA, publicKey(), (await login(standard)).signed));
    });
  });
});

async function assertFails(work: () => Promise<unknown>, code: ErrorCode) {
  const error = await work().then(() => assert.fail(`${code} was expected`), toVarcoError);
  assert.equal(error.code, code);
  return error;
}
