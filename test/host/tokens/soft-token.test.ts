import assert from "node:assert/strict";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GIOVANNI } from "../../../devkit/pki/people";
import { cardOf } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { until } from "../../../devkit/until";
import { makeSoftToken, nameModules, SOFTHSM, type SoftToken } from "../../../devkit/token/soft-token";
import { errorIn } from "../process/error-output";
import { Peer } from "../process/peer";
import { run } from "../process/run";

const PIN = "Segreto-2026";
const NEW_PIN = "Altra Frase 7!";

describe("A USB key behind the PKCS#11 module of its maker (SoftHSM2)", function suite() {
  this.timeout(60_000);
  let stage: Stage;
  let token: SoftToken;
  let env: NodeJS.ProcessEnv;
  let peer: Peer | null = null;
  before(async () => {
    stage = await openStage();
    await stage.door.remove();
  });
  after(() => stage.close());
  beforeEach(async () => {
    const folder = join(stage.home.path, "key");
    rmSync(folder, { recursive: true, force: true });
    // The certificate for signatures comes first and is valid: only its profile keeps it from being chosen.
    token = await makeSoftToken(folder, PIN, [
      { id: "01", issued: await stage.pki.card({ use: "signature" }) },
      { id: "02", issued: await stage.pki.card() },
    ]);
    env = { ...process.env, ...stage.home.env, ...token.env };
    nameModules(stage.home, [SOFTHSM]);
  });
  afterEach(async () => {
    await peer?.close();
    peer = null;
    if (stage.door.card) await stage.door.remove();
  });

  const host = (args: readonly string[], input = "") => run(stage.host, args, input, env);
  const everyPage = () => stage.portal.origins.everyPage;
  const start = async () => {
    peer = new Peer(stage.host, undefined, env);
    peer.pin = () => PIN;
    await peer.hello();
    const { readers } = await peer.cards((state) => state.readers.some(({ card }) => card?.status === "ready"));
    const reader = readers.find(({ card }) => card?.status === "ready");
    assert(reader);
    return { peer, reader };
  };

  it("is shown with its holder, and with the program through which it is used", async () => {
    const { reader } = await start();
    assert.match(reader.name, /^Chiavetta di prova [0-9a-f]+ \(libsofthsm2\.so\)$/);
    assert.equal(reader.through, "libsofthsm2.so");
    assert(reader.card?.status === "ready");
    assert.equal(reader.card.holder.name, "ADA COLLAUDO");
    assert.equal(reader.card.family, "SoftHSM v2");
    assert.deepEqual(reader.card.pin, { triesLeft: null, blocked: false });
    assert.deepEqual(reader.card.pinLength, { min: 4, max: 64 });
  });

  it("logs in to a portal, TLS 1.3 and the signature included", async () => {
    const { peer: extension, reader } = await start();
    const { login } = await extension.openLogin({ origin: everyPage(), reader: reader.name }).result;
    const { id, result } = extension.start("relay", {
      login,
      method: "GET",
      url: `${everyPage()}/`,
      headers: [],
      bodyLength: 0,
    });
    assert.equal((await result).status, 200);
    assert.match(extension.body(id).toString("utf8"), /ADA COLLAUDO/);
    await extension.request("closeLogin", { login });
  });

  it("never signs with the certificate for signatures, though that comes first", async () => {
    const { peer: extension, reader } = await start();
    const { certificate } = await extension.request("inspectCard", { reader: reader.name });
    const authentication = Buffer.from("2b0601050507030200", "hex").subarray(0, 8);
    assert.ok(Buffer.from(certificate, "base64").includes(authentication), "the purpose is client authentication");
  });

  it("passes the test of the card, and refuses a wrong PIN", async () => {
    const { peer: extension, reader } = await start();
    await extension.request("testCard", { reader: reader.name, codes: { pin: PIN } });
    await assert.rejects(extension.request("testCard", { reader: reader.name, codes: { pin: "segreto-2026" } }), {
      code: "pin.wrong",
    });
    // SoftHSM2 takes 4 to 255 bytes; a message carries 64 characters.
    for (const pin of ["abc", "perché", ` ${PIN}`])
      await assert.rejects(extension.request("testCard", { reader: reader.name, codes: { pin } }), {
        code: "token.pin-format",
      });
    await extension.request("testCard", { reader: reader.name, codes: { pin: PIN } });
  });

  it("changes its PIN, and says that the PUK belongs to the maker's program", async () => {
    const { peer: extension, reader } = await start();
    const { name } = reader;
    await extension.request("changePin", { reader: name, codes: { oldPin: PIN, newPin: NEW_PIN } });
    await assert.rejects(extension.request("testCard", { reader: name, codes: { pin: PIN } }), { code: "pin.wrong" });
    await extension.request("testCard", { reader: name, codes: { pin: NEW_PIN } });
    await assert.rejects(
      extension.request("unblockPin", { reader: name, codes: { puk: "87654321", newPin: "97531" } }),
      { code: "token.elsewhere" },
    );
  });

  it("appears when its module shows it, beside a card that Varco drives itself", async () => {
    await stage.door.insert(stage.card);
    const { peer: extension } = await start();
    const { readers } = await extension.cards(
      (state) => state.readers.filter(({ card }) => card?.status === "ready").length === 2,
    );
    assert.deepEqual(
      readers.map(({ through }) => through ?? "Varco"),
      ["Varco", "libsofthsm2.so"],
    );
  });

  it("is not shown a second time where it is a card that Varco drives itself", async () => {
    const issued = await stage.pki.card({ person: GIOVANNI });
    const more = await makeSoftToken(join(stage.home.path, "key", "again"), PIN, [{ id: "01", issued }]);
    env = { ...env, ...more.env };
    await stage.door.insert(cardOf(GIOVANNI, issued));
    const extension = new Peer(stage.host, undefined, env);
    peer = extension;
    await extension.hello();
    await extension.cards(({ readers }) => readers.length === 2);
    // Once both are read, the second one goes.
    const shown = await until("one card alone", async () => {
      const told = extension.messages.flatMap((message) => (message.kind === "cards" ? [message.state.readers] : []));
      const last = told.at(-1) ?? [];
      return last.length === 1 && last;
    });
    assert.deepEqual(
      shown.map(({ through, card }) => [through ?? "Varco", card?.status]),
      [["Varco", "ready"]],
    );
  });

  it("is used on the command line: card, get, pin", async () => {
    nameModules(stage.home, []);
    const shown = await host(["card", "--module", SOFTHSM]);
    assert.match(shown.out, /Through: +the program of libsofthsm2\.so\n/);
    const got = await host(["get", `${everyPage()}/`, "--pin-stdin", "--module", SOFTHSM], `${PIN}\n`);
    assert.match(got.out, /^HTTP\/1\.1 200/, got.err);
    const changed = await host(["pin", "change", "--stdin", "--module", SOFTHSM], `${PIN}\n${NEW_PIN}\n`);
    assert.equal(changed.code, 0, changed.err);
    const short = await host(["pin", "change", "--stdin", "--module", SOFTHSM], `${NEW_PIN}\nabc\n`);
    assert.match(short.err, /token\.new-pin-format: The new PIN must have 4 to 64 characters/);
    const unblock = await host(["pin", "unblock", "--stdin", "--module", SOFTHSM], "87654321\n97531\n");
    assert.match(unblock.err, /token\.elsewhere/);
    const wrong = await host(["get", `${everyPage()}/`, "--pin-stdin", "--module", SOFTHSM], `${PIN}\n`);
    assert.match(wrong.err, /^pin\.wrong|\npin\.wrong/);
  });

  it("is named once for all with tokens add, and forgotten with tokens remove", async () => {
    nameModules(stage.home, []);
    assert.equal((await host(["tokens", "add", SOFTHSM])).code, 0);
    assert.match((await host(["tokens"])).out, /libsofthsm2\.so \(named by you\)/);
    assert.match((await host(["card"])).out, /Holder: +ADA COLLAUDO/);
    assert.equal((await host(["tokens", "remove", SOFTHSM])).code, 0);
    assert.equal(errorIn((await host(["card", "--json"])).out).code, "card.none");
  });

  it("is not named in a settings file that is damaged, or that others can write, nor as the ninth", async () => {
    const file = join(stage.home.env["XDG_CONFIG_HOME"]!, "varco/modules.json");
    for (const [content, mode] of [
      ["{", 0o600],
      [JSON.stringify({ modules: [SOFTHSM], other: 1 }), 0o600],
      [JSON.stringify({ modules: [] }), 0o622],
      [" ".repeat(40_000), 0o600],
    ] as const) {
      writeFileSync(file, content);
      chmodSync(file, mode);
      assert.match((await host(["tokens", "add", SOFTHSM])).err, /^token\.file: .*modules\.json/);
      assert.match((await host(["tokens", "remove", SOFTHSM])).err, /^token\.file/);
      assert.equal(readFileSync(file, "utf8"), content);
      // What the person named is left out, and everything else works.
      assert.equal(errorIn((await host(["card", "--json"])).out).code, "card.none");
    }
    chmodSync(file, 0o600);
    const eight = Array.from({ length: 8 }, (_, index) => `/nowhere/${index}.so`);
    nameModules(stage.home, eight);
    assert.match((await host(["tokens", "add", SOFTHSM])).err, /^usage: .*8 modules/);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { modules: eight });
    nameModules(stage.home, []);
  });

  it("does not load p11-kit, through which Varco would ask itself", async () => {
    const { code, err } = await host(["card", "--module", "/usr/lib/x86_64-linux-gnu/p11-kit-proxy.so"]);
    assert.equal(code, 1);
    assert.match(err, /token\.module: .*leads back to Varco/);
  });
});
