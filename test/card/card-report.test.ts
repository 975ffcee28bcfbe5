import assert from "node:assert/strict";
import { inventedCard, type VirtualCard, type VirtualCardOptions } from "../../devkit/card/index";
import type { InventedPerson } from "../../devkit/pki/people";
import { createTestPki, type TestPki } from "../../devkit/pki/pki";
import { CardDesk } from "../../native-host/cards/desk";
import { cardReport } from "../../native-host/commands/card-report";
import { InsertedReaders } from "./inserted-readers";

const READER = "Reader of COLLAUDO ADA (KLM123456) 00 00";

const person = (
  surname: string,
  givenName: string,
  codiceFiscale: string,
  birthDate: string,
  sex: "F" | "M",
  cardNumber: string,
): InventedPerson => ({ surname, givenName, codiceFiscale, birthDate, sex, cardNumber });
/** Ten invented persons: the place code X999 belongs to nobody. */
const PEOPLE: readonly InventedPerson[] = [
  person("COLLAUDO", "ADA", "CLLDAA80A41X999S", "01011980", "F", "6090000000000017"),
  person("PROVA", "GIOVANNI", "PRVGNN71S15X999F", "15111971", "M", "6090000000000025"),
  person("VERIFICA", "MARTA", "VRFMRT90C50X999A", "10031990", "F", "6090000000000033"),
  person("ESEMPIO", "LUCA", "SMPLCU65D05X999B", "05041965", "M", "6090000000000041"),
  person("CAMPIONE", "ELENA", "CMPLNE88E61X999C", "21051988", "F", "6090000000000058"),
  person("TENTATIVO", "PAOLO", "TNTPLA55H12X999D", "12061955", "M", "6090000000000066"),
  person("FINZIONE", "GRETA", "FNZGRT01L47X999E", "07072001", "F", "6090000000000074"),
  person("IPOTESI", "MARCO", "PTSMRC79M23X999G", "23081979", "M", "6090000000000082"),
  person("MODELLO", "ANNA", "MDLNNA48P58X999H", "18091948", "F", "6090000000000090"),
  person("SIMULACRO", "PETER", "SMLPTR93R02X999I", "02101993", "M", "6090000000000108"),
];

describe("The report of a card", function () {
  this.timeout(60_000);
  let pki: TestPki;
  before(async () => {
    pki = await createTestPki();
  });

  async function report(card: VirtualCard): Promise<string> {
    const readers = new InsertedReaders();
    readers.plug(READER);
    readers.insert(READER, card);
    return cardReport({
      reader: READER,
      atr: card.atr,
      desk: new CardDesk(readers),
      signal: new AbortController().signal,
    });
  }

  /** All ways in which `bytes` could stand in a text: four bytes of them are enough. */
  function assertHides(text: string, bytes: Uint8Array, what: string): void {
    const squeezed = text.replace(/\s/g, "").toLowerCase();
    for (let at = 0; at + 4 <= bytes.length; at += 1) {
      const part = Buffer.from(bytes.subarray(at, at + 4));
      if (part.every((byte) => byte === part[0])) continue;
      assert.ok(!squeezed.includes(part.toString("hex")), `${what} at ${at}, hexadecimal`);
    }
  }

  for (const [index, holder] of PEOPLE.entries()) {
    it(`holds nothing of person ${index + 1}, whatever the card`, async () => {
      const issued = await pki.card({ person: holder });
      const layouts: readonly Partial<VirtualCardOptions>[] = [
        {},
        { protocol: "T=0" },
        { family: "st2021", infocamereLayout: true },
        { family: "ace2021" },
        { family: "ace2025" },
        { family: "st2022-contactless" },
        { family: "infocamere-1204" },
      ];
      for (const layout of layouts) {
        const text = await report(inventedCard(issued, holder, layout));
        assert.match(text, /like a certificate/, "it has read the card");
        const { surname, givenName, codiceFiscale, birthDate, cardNumber } = holder;
        for (const word of [surname, givenName, codiceFiscale, birthDate, cardNumber]) {
          assert.ok(!text.toUpperCase().includes(word), word);
          for (const encoding of ["latin1", "utf16le"] as const) {
            assert.ok(!text.toLowerCase().includes(Buffer.from(word, encoding).toString("hex")), `${word} in hex`);
          }
          assert.ok(!text.includes(Buffer.from(word).toString("base64").replace(/=+$/, "")), `${word} in base64`);
        }
        assertHides(text, issued.der, "the certificate");
        assertHides(text, Buffer.from(holder.cardNumber), "the serial number");
        assert.ok(!text.includes("KLM123456"), "the reader's serial number");
      }
    });
  }

  it("says how a batch is built: ATR, protocol, family, key, every command and its status word", async () => {
    const card = inventedCard(await pki.card());
    const text = await report(card);
    assert.match(text, /^ATR: +3bff1800ff8131fe45006b040c01000111014\w+$/m);
    assert.match(text, /^Protocol: +T=1$/m);
    assert.match(text, /^Family: +CNS$/m);
    assert.match(text, /^Key: +2048 bits$/m);
    assert.match(text, /^> 00200010 +< 63C3$/m);
    assert.match(text, /^> 00a4080c 0411001101 +< 9000$/m);
    assert.match(text, /^> 00a4080c 042fff8228 +< 6A82$/m);
    assert.equal(text.match(/^> /gm)?.length, card.counters.apdus);
    assert.equal(card.pinTriesLeft, 3);
    assert.match(text, /^Ended with: +all steps$/m);
  });

  it("goes on where a card has no certificate, because that is when somebody needs it", async () => {
    const text = await report(
      inventedCard({ ...(await pki.card()), der: new Uint8Array() }, undefined, { certificate: null }),
    );
    assert.match(text, /^Ended with: +all steps, card\.not-activated$/m);
    assert.match(text, /^> 00a4080c 06140090012002 +< 6A82$/m);
  });

  it("sends nothing to another program's card, and does not number a card read by radio", async () => {
    for (const family of ["not-cns", "ts-contactless"] as const) {
      const card = inventedCard(await pki.card(), undefined, { family });
      const text = await report(card);
      assert.equal(card.counters.apdus, 0);
      assert.match(text, /^Ended with: +card\.(?:not-cns|contactless)$/m);
      assert.match(text, /^ATR: +3b8[8c]8001 \(\d+ historical bytes\)$/m);
    }
  });
});
