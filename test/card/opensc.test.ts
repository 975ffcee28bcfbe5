import assert from "node:assert/strict";
import {
  inventedCard,
  INVENTED_PIN,
  VpcdDoor,
  type VirtualCard,
  type VirtualCardOptions,
} from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { createTestPki, type TestPki } from "../../devkit/pki/pki";
import { ADA, GIOVANNI } from "../../devkit/pki/people";
import { measureOpenScSignature, OpenSc, openScVersion } from "./opensc";
import { Pcscd } from "./pcscd";

const DATA = Buffer.from("a text that a citizen signs");

describe("OpenSC, which knows nothing of our virtual card", function () {
  this.timeout(60_000);
  let pki: TestPki;
  let issued: Issued;
  let pcscd: Pcscd;
  let opensc: OpenSc;
  let door: VpcdDoor;

  before(async () => {
    pki = await createTestPki();
    issued = await pki.card();
    pcscd = await Pcscd.prepare();
  });
  beforeEach(async () => {
    await pcscd.start();
    opensc = await OpenSc.open();
    door = new VpcdDoor(pcscd.vpcd);
  });
  afterEach(async () => {
    await door.close();
    await opensc.close();
    await pcscd.stop();
  });
  after(() => pcscd.close());

  /** Inserts a card, waits until OpenSC sees it, and begins to count. */
  async function inserted(options: Partial<VirtualCardOptions> = {}): Promise<{ card: VirtualCard; name: string }> {
    const card = inventedCard(issued, ADA, options);
    await door.insert(card);
    const name = await opensc.cardName();
    card.clearTrace();
    return { card, name };
  }

  async function assertSigns({ pem }: Issued, id: string): Promise<void> {
    const { signature, result } = await opensc.sign(INVENTED_PIN, id, DATA);
    assert.ok(signature, result.stderr);
    assert.ok(await opensc.opensslAccepts(pem, DATA, signature));
    assert.ok(!(await opensc.opensslAccepts(pem, Buffer.from("another text"), signature)));
  }

  it("recognises a standard card and makes it sign what openssl accepts", async () => {
    const { name } = await inserted();
    assert.equal(name, "CNS card");
    await assertSigns(issued, "01");
  });

  it("makes it sign with PSS", async () => {
    await inserted();
    const result = await opensc.pkcs11(
      "--login",
      "--pin",
      INVENTED_PIN,
      "--sign",
      "-m",
      "SHA256-RSA-PKCS-PSS",
      "--id",
      "01",
      "-i",
      "/dev/null",
      "-o",
      "/dev/null",
    );
    assert.equal(result.code, 0, result.stderr);
  });

  it("reads the certificate and the holder that we put on it", async () => {
    await inserted();
    assert.deepEqual(Buffer.from(await opensc.certificate("01")), Buffer.from(issued.der));
    const { stdout } = await opensc.pkcs15("--read-certificate", "01");
    assert.equal(stdout.replace(/\s/g, ""), issued.pem.replace(/\s/g, ""));
    const info = await opensc.pkcs15("--list-info");
    assert.match(info.stdout, new RegExp(`${ADA.givenName} ${ADA.surname}`));
    assert.match(info.stdout, new RegExp(ADA.cardNumber));
  });

  it("counts down the tries of a wrong PIN until the PIN is blocked", async () => {
    const { card } = await inserted();
    for (const left of [2, 1, 0]) {
      const { signature } = await opensc.sign("99999", "01", DATA);
      assert.equal(signature, null);
      assert.equal(card.pinTriesLeft, left);
    }
    const { signature, result } = await opensc.sign(INVENTED_PIN, "01", DATA);
    assert.equal(signature, null);
    assert.match(result.stderr, /CKR_PIN_LOCKED/);
  });

  it("changes the PIN", async () => {
    const { card } = await inserted();
    const { code, stderr } = await opensc.pkcs11(
      "--login",
      "--pin",
      INVENTED_PIN,
      "--change-pin",
      "--new-pin",
      "1357913",
    );
    assert.equal(code, 0, stderr);
    assert.equal(card.pinTriesLeft, 3);
    assert.equal((await opensc.sign(INVENTED_PIN, "01", DATA)).signature, null);
    assert.ok((await opensc.sign("1357913", "01", DATA)).signature);
  });

  it("makes an Infocamere 1204 token sign", async () => {
    await inserted({ family: "infocamere-1204" });
    assert.deepEqual(Buffer.from(await opensc.certificate("21")), Buffer.from(issued.der));
    await assertSigns(issued, "21");
  });

  it("finds no CNS in another chip card", async () => {
    const { name } = await inserted({ family: "not-cns" });
    assert.doesNotMatch(name, /CNS/);
  });

  it("finds no certificate on a card that was never activated", async () => {
    await inserted({ certificate: null });
    const { stdout } = await opensc.pkcs11("--list-objects", "--type", "cert");
    assert.doesNotMatch(stdout, /Certificate Object/);
  });

  it("fetches answers in T=0 with GET RESPONSE, a 1024-bit key's too", async () => {
    // OpenSC takes only T=1 cards for a CNS by their ATR, as the specification has it; told the driver, it assumes 1024
    // bits.
    const small = await pki.card({ bits: 1024 });
    const card = inventedCard(small, ADA, { protocol: "T=0" });
    const atr = Buffer.from(card.atr)
      .toString("hex")
      .replace(/..(?!$)/g, "$&:");
    await opensc.close();
    opensc = await OpenSc.open(`app default { card_atr ${atr} { driver = "itacns"; type = 23002; } }`);
    await door.insert(card);
    await opensc.cardName();
    await assertSigns(small, "01");
    assert.ok(card.trace.some(({ command, answer }) => command.startsWith("002a8086") && answer === "6180"));
  });

  it("signs on an ST 2021 card in one extended APDU, when it is told that the reader takes them", async () => {
    await opensc.close();
    opensc = await OpenSc.open("app default { reader_driver pcsc { max_send_size = 65535; max_recv_size = 65536; } }");
    const { card } = await inserted({ family: "st2021" });
    await assertSigns(issued, "01");
    assert.ok(card.trace.some(({ command, answer }) => command.startsWith("002a80860001") && answer?.endsWith("9000")));
  });

  it("sees a card pulled out, and another one put in", async () => {
    await inserted();
    const other = inventedCard(issued, GIOVANNI);
    await door.insert(other);
    await opensc.cardName();
    const { stdout } = await opensc.pkcs15("--list-info");
    assert.match(stdout, new RegExp(GIOVANNI.cardNumber));
  });

  it("finds the card again after pcscd was killed and started anew", async () => {
    const { card } = await inserted();
    await pcscd.kill();
    assert.equal((await opensc.sign(INVENTED_PIN, "01", DATA)).signature, null);
    await pcscd.start();
    await opensc.cardName();
    assert.ok((await opensc.sign(INVENTED_PIN, "01", DATA)).signature);
    assert.equal(card.pinTriesLeft, 3);
  });
});

// A newer one may do better: then these tests do not exist.
if ((await openScVersion()).startsWith("0.23."))
  describe("OpenSC 0.23 of Debian 12 with cards that it cannot use", function () {
    this.timeout(60_000);
    let issued: Issued;
    let pcscd: Pcscd;
    let opensc: OpenSc;
    let door: VpcdDoor;

    before(async () => {
      issued = await (await createTestPki()).card();
      opensc = await OpenSc.open();
      pcscd = await Pcscd.prepare();
      door = new VpcdDoor(pcscd.vpcd);
    });
    beforeEach(() => pcscd.start());
    afterEach(async () => {
      await door.remove();
      await pcscd.stop();
    });
    after(async () => {
      await opensc.close();
      await pcscd.close();
    });

    it("chains commands on an ST 2021 card, which refuses their class", async () => {
      const card = inventedCard(issued, ADA, { family: "st2021" });
      await door.insert(card);
      assert.equal(await opensc.cardName(), "CNS card");
      const { signature } = await opensc.sign(INVENTED_PIN, "01", DATA);
      assert.equal(signature, null);
      assert.ok(card.trace.some(({ command, answer }) => command.startsWith("102a8086") && answer === "6e00"));
      assert.ok(card.trace.some(({ command, answer }) => command.startsWith("0020009008") && answer === "9000"));
    });

    it("finds neither certificate nor PIN on an ACe 2021 card, the error that its owners published", async () => {
      await door.insert(inventedCard(issued, ADA, { family: "ace2021" }));
      assert.equal(await opensc.cardName(), "CNS card");
      const { result } = await opensc.sign(INVENTED_PIN, "02", DATA);
      assert.match(result.stderr, /CKR_USER_PIN_NOT_INITIALIZED/);
    });
  });

describe("the cost of one signature by OpenSC", function () {
  this.timeout(60_000);

  it("is counted on the virtual card", async () => {
    const { counters, trace } = await measureOpenScSignature(await (await createTestPki()).card());
    assert.ok(counters.apdus > 40 && counters.apdus < 150, `${counters.apdus} APDUs`);
    assert.equal(trace.length, counters.apdus);
  });
});
