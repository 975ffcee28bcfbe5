import assert from "node:assert/strict";
import { createHash, verify, type KeyObject } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inventedCard, INVENTED_PIN, VpcdDoor, type VirtualCard } from "../../devkit/card/index";
import { createTestPki } from "../../devkit/pki/pki";
import { OpenSc } from "./opensc";
import { OtherProgram } from "./other-program";
import { Pcscd } from "./pcscd";

const DATA = Buffer.from("what is signed");
const ROUNDS = 6;

describe("Several programs at once on one card", function () {
  this.timeout(60_000);
  let pcscd: Pcscd;
  let opensc: OpenSc;
  let door: VpcdDoor;
  let card: VirtualCard;
  let key: KeyObject;
  let folder: string;
  let programs: readonly OtherProgram[] = [];

  before(async () => {
    pcscd = await Pcscd.prepare();
    folder = await mkdtemp(join(tmpdir(), "varco-locks-"));
    await pcscd.start();
    opensc = await OpenSc.open();
    const issued = await (await createTestPki()).card();
    key = issued.certificate.publicKey;
    door = new VpcdDoor(pcscd.vpcd);
    card = inventedCard(issued);
    await door.insert(card);
    await opensc.cardName();
    const block = Buffer.concat([
      Buffer.of(0, 1),
      Buffer.alloc(202, 0xff),
      Buffer.of(0),
      DIGEST_INFO,
      createHash("sha256").update(DATA).digest(),
    ]);
    const started = await Promise.all(
      [1, 2, 3].map(() =>
        OtherProgram.start("desk-user.ts", folder, pcscd.readers[0], INVENTED_PIN, block.toString("hex")),
      ),
    );
    programs = started.map(({ program }) => program);
  });
  after(async () => {
    for (const program of programs) await program.kill();
    await door.close();
    await opensc.close();
    await pcscd.close();
    await rm(folder, { recursive: true });
  });

  /** All three sign at once; every signature must be right. */
  async function assertAllSign(): Promise<void> {
    const said = await Promise.all(programs.map((program) => program.order(String(ROUNDS))));
    for (const text of said) {
      const signatures: unknown = JSON.parse(text);
      assert.ok(Array.isArray(signatures) && signatures.length === ROUNDS, text.slice(0, 100));
      for (const signature of signatures)
        assert.ok(verify("sha256", DATA, key, Buffer.from(String(signature), "hex")), text.slice(0, 100));
    }
    assert.equal(card.pinTriesLeft, 3);
  }

  it("lets all operations of three of our own succeed, each between two resets of the card", async () => {
    card.clearTrace();
    await assertAllSign();
    assert.equal(card.trace.filter(({ command }) => command.startsWith("00200010")).length, 3 * ROUNDS);
    assert.ok(card.counters.resets >= 3 * ROUNDS, `${card.counters.resets} resets`);
    assert.equal(card.pinVerified, false);
  });

  it("lets all our operations succeed while OpenSC reads and signs in between", async () => {
    const ours = { run: true };
    let theirs = 0;
    const opening = (async () => {
      for (; ours.run; theirs += 1) {
        await opensc.pkcs15("--read-certificate", "01");
        await opensc.sign(INVENTED_PIN, "01", DATA);
      }
    })();
    try {
      for (let round = 0; round < 3; round += 1) await assertAllSign();
    } finally {
      ours.run = false;
      await opening;
    }
    assert.ok(theirs > 0);
    assert.ok((await opensc.sign(INVENTED_PIN, "01", DATA)).signature, "and OpenSC can go on when we are done");
  });
});

/** DigestInfo of SHA-256 before the digest (RFC 8017 §9.2). */
const DIGEST_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");
