import assert from "node:assert/strict";
import { verify } from "node:crypto";
import { join } from "node:path";
import { DEMO_PIN } from "../../../devkit/stage/card";
import type { ReaderKind } from "../../../devkit/stage/card-doors";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { request, u32, u8 } from "../../unit/pkcs11/rpc/wire";
import { ModulePeer } from "./module-peer";
import { run } from "./run";
import { within } from "./within";

const DATA = Buffer.from("what is signed");

for (const reader of ["embedded", "pcsc"] as const satisfies readonly ReaderKind[]) {
  describe(`The module's process, with the card in a reader that is ${reader}`, function suite() {
    this.timeout(60_000);
    let stage: Stage;
    let peer: ModulePeer;
    let slot: Buffer;
    before(async () => {
      stage = await openStage({ reader });
    });
    after(() => stage.close());
    beforeEach(async () => {
      peer = new ModulePeer(stage.host, stage.home.env);
      await peer.initialize();
      [slot = assert.fail("no token")] = await peer.slots();
      // Answered once the card is read.
      await peer.call(request("C_GetTokenInfo", slot));
    });
    afterEach(async () => {
      stage.card.pace = null;
      answer();
      peer.child.kill("SIGKILL");
      await peer.ended;
    });

    /** Resolves when the card has a command before it, which it does not answer until `answer` is called. */
    const silent = () =>
      new Promise<void>((asked) => {
        stage.card.pace = () =>
          new Promise((resolve) => {
            answer = resolve;
            asked();
          });
      });
    let answer = (): void => {};

    /** Another program of ours can use the card, which could answer at last. */
    const cardIsFree = async () => {
      stage.card.pace = null;
      answer();
      const { code, err } = await run(stage.host, ["card"], "", stage.home.env);
      assert.equal(code, 0, err);
    };

    it("signs, and ends at once and with nothing to say when the client goes away", async () => {
      const { session, key } = await peer.login(slot, DEMO_PIN);
      assert.ok(verify("sha256", DATA, await peer.publicKey(session, key), await peer.sign(session, key, DATA)));
      assert.ok(!stage.card.pinVerified);
      peer.child.stdin.end();
      assert.deepEqual(await within(1000, peer.ended), [0, null]);
      assert.equal(peer.log, "");
    });

    it("ends within a second when its client dies while it reads the card, and frees the card", async () => {
      const asked = silent();
      const other = new ModulePeer(stage.host, stage.home.env);
      await asked;
      other.child.stdin.end();
      other.child.stdout.destroy();
      await within(1000, other.ended);
      await cardIsFree();
    });

    it("ends within a second when its client dies during a signature, and frees the card", async () => {
      const { session, key } = await peer.login(slot, DEMO_PIN);
      const asked = silent();
      const signing = assert.rejects(peer.sign(session, key, DATA));
      await asked;
      peer.child.stdin.end();
      peer.child.stdout.destroy();
      await within(1000, peer.ended);
      await signing;
      await cardIsFree();
      assert.ok(!stage.card.pinVerified);
      assert.equal(stage.card.pinTriesLeft, 3);
    });

    it("answers other calls while the card signs", async () => {
      const { session, key } = await peer.login(slot, DEMO_PIN);
      const asked = silent();
      const signing = peer.sign(session, key, DATA).catch(() => null);
      await asked;
      // The next answer that comes is not the signature's.
      await within(1000, peer.call(request("C_GetSlotInfo", slot)));
      peer.child.kill("SIGKILL");
      await signing;
    });
  });
}

describe("The module's process", function suite() {
  this.timeout(60_000);

  it("goes on when nobody reads its log any more, as after a terminal was closed", async () => {
    const stage = await openStage();
    const peer = new ModulePeer(stage.host, stage.home.env, ["--verbose"]);
    try {
      peer.child.stderr.destroy();
      await peer.initialize();
      const [slot = assert.fail("no token")] = await peer.slots();
      await peer.call(request("C_GetTokenInfo", slot));
      // A card that answers nonsense is something to log.
      stage.card.faults.plan({ at: 1, kind: "status-word", statusWord: 0x6f00 });
      await assert.rejects(peer.login(slot, DEMO_PIN), /0x30/);
      assert.equal((await peer.slots()).length, 1);
      peer.child.stdin.end();
      assert.deepEqual(await within(1000, peer.ended), [0, null]);
    } finally {
      peer.child.kill("SIGKILL");
      await stage.close();
    }
  });

  /** The release, where no smart-card service is. */
  const withoutService = (stage: Stage, ...options: string[]) => {
    const host = [process.execPath, join(import.meta.dirname, "../../../dist/host/main.cjs")] as const;
    return new ModulePeer(
      host,
      { ...stage.home.env, PCSCLITE_CSOCK_NAME: join(stage.home.path, "no-socket") },
      options,
    );
  };

  for (const { options, says } of [
    { options: [], says: /^$/ },
    { options: ["--verbose"], says: /reader\.service/ },
  ]) {
    it(`logs into the terminals of other programs only on demand (${options.join(" ") || "no option"})`, async () => {
      const stage = await openStage();
      const peer = withoutService(stage, ...options);
      try {
        await peer.initialize();
        await peer.slots();
        peer.child.stdin.end();
        assert.deepEqual(await within(1000, peer.ended), [0, null]);
        assert.match(peer.log, says);
      } finally {
        peer.child.kill("SIGKILL");
        await stage.close();
      }
    });
  }

  it("answers before it knows whether there is a smart-card service", async () => {
    const stage = await openStage();
    const peer = withoutService(stage);
    try {
      await peer.initialize();
      const slots = await peer.call(request("C_GetSlotList", u8(0), u32(10)));
      assert.equal(slots.readUInt32BE(1), 1, "the empty slot");
      peer.child.stdin.end();
      assert.deepEqual(await within(1000, peer.ended), [0, null]);
    } finally {
      peer.child.kill("SIGKILL");
      await stage.close();
    }
  });
});
