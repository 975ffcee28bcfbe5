import assert from "node:assert/strict";
import { constants, createHash, publicDecrypt, verify, X509Certificate, type KeyObject } from "node:crypto";
import { dirname, join } from "node:path";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { until } from "../../../devkit/until";
import { modulesOf } from "../../e2e/hosts";
import { ReaderView } from "../../e2e/reader-view";
import { Programs } from "./programs";

const LOGIN = ["--login", "--pin", DEMO_PIN] as const;
const DATA = Buffer.from("a text that a citizen signs");
/** ASN.1 of a SHA-256 digest, as programs hand it to CKM_RSA_PKCS (RFC 8017 §9.2). */
const DIGEST_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");
const sha256 = (data: Uint8Array) => createHash("sha256").update(data).digest();
/** RFC 8017 §9.2, whole. */
const BLOCK = Buffer.concat([
  Buffer.of(0, 1),
  Buffer.alloc(256 - 3 - DIGEST_INFO.length - 32, 0xff),
  Buffer.of(0),
  DIGEST_INFO,
  sha256(DATA),
]);

type Check = (key: KeyObject, signature: Uint8Array) => boolean;
const pkcs1 =
  (hash: string): Check =>
  (key, signature) =>
    verify(hash, DATA, key, signature);

/** What is signed with each mechanism that p11-kit lets through, and how OpenSSL (in Node) judges it. */
const MECHANISMS: readonly {
  readonly name: string;
  readonly input: Uint8Array;
  readonly options?: readonly string[];
  readonly check: Check;
}[] = [
  { name: "RSA-PKCS", input: Buffer.concat([DIGEST_INFO, sha256(DATA)]), check: pkcs1("sha256") },
  {
    name: "RSA-X-509",
    input: BLOCK,
    check: (key, signature) => publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature).equals(BLOCK),
  },
  {
    name: "RSA-PKCS-PSS",
    input: sha256(DATA),
    options: ["--hash-algorithm", "SHA256", "--mgf", "MGF1-SHA256"],
    check: (key, signature) =>
      verify("sha256", DATA, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }, signature),
  },
  { name: "SHA256-RSA-PKCS", input: DATA, check: pkcs1("sha256") },
  { name: "SHA384-RSA-PKCS", input: DATA, check: pkcs1("sha384") },
  { name: "SHA512-RSA-PKCS", input: DATA, check: pkcs1("sha512") },
];

describe("pkcs11-tool, by p11-kit", function suite() {
  this.timeout(60_000);
  let programs: Programs;
  let reader: ReaderView;
  before(async () => {
    programs = await Programs.open();
    reader = new ReaderView(programs.stage);
  });
  after(async () => {
    await reader.close();
    await programs.close();
  });

  it("sees a slot for each reader and a spare one, and the card as a token with the name of its holder", async () => {
    const { out, code } = await programs.pkcs11("-L");
    assert.equal(code, 0);
    assert.deepEqual(
      [...out.matchAll(/^Slot \d+ \(\w+\): (.*)$/gm)].map(([, name]) => name),
      ["Virtual PCD 00 00", "Virtual PCD 00 01", "No reader yet"],
    );
    assert.match(out, /token label +: ADA COLLAUDO\n[^]*serial num +: 6090000000000017\n/);
    assert.match(out, /token flags +: login required, rng, token initialized, PIN initialized\n/);
  });

  it("sees the private key only after the login, with the CKA_ID of the certificate", async () => {
    const before = (await programs.pkcs11("-O")).out;
    assert.match(before, /Certificate Object; type = X\.509 cert/);
    assert.doesNotMatch(before, /Private Key/);
    const { out, code } = await programs.pkcs11(...LOGIN, "-O");
    assert.equal(code, 0);
    assert.match(out, /Private Key Object; RSA/);
    const ids = [...out.matchAll(/ID: +(\w+)/g)].map(([, id]) => id);
    assert.equal(ids.length, 3);
    assert.equal(new Set(ids).size, 1);
  });

  it("reads the certificate", async () => {
    const { code, err } = await programs.pkcs11(
      "--read-object",
      "--type",
      "cert",
      "--label",
      "ADA COLLAUDO",
      "-o",
      programs.file("certificate"),
    );
    assert.equal(code, 0, err);
    const { subject, publicKey } = new X509Certificate(await programs.read("certificate"));
    const { certificate } = await programs.stage.pki.card();
    assert.equal(subject, certificate.subject);
    assert.ok(publicKey.equals(certificate.publicKey));
  });

  it("finds no fault in its own tests", async () => {
    const { out, err, code } = await programs.pkcs11(...LOGIN, "--test");
    assert.equal(code, 0, err);
    for (const line of [
      /all 4 signature functions seem to work/,
      /RSA-X-509: OK/,
      /RSA-PKCS: OK/,
      /SHA256-RSA-PKCS: OK/,
      /No errors/,
    ])
      assert.match(out + err, line);
  });

  it("passes of OpenSC's own tests what OpenSC's module passes, but for MD5, RIPEMD160 and SHA-1", async () => {
    const opensc = join(dirname(programs.proxy), "opensc-pkcs11.so");
    const signatures = ({ out, err }: { out: string; err: string }) =>
      [...((out + err).split("Signatures")[1]?.split("Verify")[0] ?? "").matchAll(/^ {4}(\S+): OK$/gm)].map(
        ([, name]) => name,
      );
    const ours = signatures(await programs.pkcs11(...LOGIN, "--test"));
    const theirs = signatures(await programs.run("pkcs11-tool", ["--module", opensc, ...LOGIN, "--test"]));
    // Digests and verification need no card, and NSS, GnuTLS and OpenSSL do them by themselves: ours has none.
    assert.deepEqual(
      theirs.filter((name) => !ours.includes(name)),
      ["SHA1-RSA-PKCS", "MD5-RSA-PKCS", "RIPEMD160-RSA-PKCS"],
    );
    assert.deepEqual([ours.length, theirs.length], [3, 6]);
  });

  for (const { name, input, options = [], check } of MECHANISMS) {
    it(`signs with ${name} what OpenSSL accepts`, async () => {
      const files = ["-i", await programs.write("data", input), "-o", programs.file("signature")];
      const { code, err } = await programs.pkcs11(...LOGIN, "--sign", "-m", name, ...options, ...files);
      assert.equal(code, 0, err);
      const { certificate } = await programs.stage.pki.card();
      assert.ok(check(certificate.publicKey, await programs.read("signature")));
    });
  }

  it("changes the PIN", async () => {
    const { card } = programs.stage;
    const change = (from: string, to: string) =>
      programs.pkcs11("--login", "--pin", from, "--change-pin", "--new-pin", to);
    const { code, err } = await change(DEMO_PIN, "2468135");
    assert.equal(code, 0, err);
    assert.notEqual((await programs.pkcs11(...LOGIN, "-O")).code, 0);
    assert.equal(card.pinTriesLeft, 2);
    assert.equal((await change("2468135", DEMO_PIN)).code, 0);
    assert.equal((await programs.pkcs11(...LOGIN, "-O")).code, 0);
    assert.equal(card.pinTriesLeft, 3);
  });

  it("is told how many tries are left, and spends one with each wrong PIN", async () => {
    const card = await makeCard(programs.stage.pki);
    await reader.takeOut();
    await reader.putIn(card);
    for (const [left, flags] of [
      [2, "user PIN count low"],
      [1, "user PIN count low, final user PIN try"],
      [0, "user PIN locked"],
    ] as const) {
      assert.match(
        (await programs.pkcs11("--login", "--pin", "99999", "-O")).err,
        left === 0 ? /CKR_PIN_(INCORRECT|LOCKED)/ : /CKR_PIN_INCORRECT/,
      );
      assert.equal(card.pinTriesLeft, left);
      const { out } = await programs.pkcs11("-L");
      assert.ok(out.includes(flags), out);
    }
    assert.match((await programs.pkcs11(...LOGIN, "-O")).err, /CKR_PIN_LOCKED/);
    await reader.takeOut();
    await reader.putIn(programs.stage.card);
  });

  it("runs twice at the same time", async () => {
    const both = await Promise.all([programs.pkcs11(...LOGIN, "--test"), programs.pkcs11(...LOGIN, "--test")]);
    for (const { out, err } of both) assert.match(out + err, /No errors/);
    assert.equal(programs.stage.card.pinTriesLeft, 3);
  });

  it("frees the card within a second when it is killed in the middle of a signature", async () => {
    const { card } = programs.stage;
    const signing = new Promise<void>((resolve) => {
      card.pace = async ({ command }) => {
        if (!/^.02a/.test(command)) return;
        resolve();
        await new Promise((slow) => {
          setTimeout(slow, 300);
        });
      };
    });
    const { child, ended } = programs.startPkcs11(
      ...LOGIN,
      "--sign",
      "-m",
      "SHA256-RSA-PKCS",
      "-i",
      await programs.write("data", DATA),
      "-o",
      programs.file("signature"),
    );
    await signing;
    assert.equal(modulesOf(programs.stage.home.path).length, 1);
    const killed = performance.now();
    child.kill("SIGKILL");
    await ended;
    await reader.cardFree();
    await until("the end of the module", () => modulesOf(programs.stage.home.path).length === 0);
    assert(performance.now() - killed < 1000, `${performance.now() - killed} ms`);
    card.pace = null;
    assert.equal(card.pinVerified, false);
  });
});
