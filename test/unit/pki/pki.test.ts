import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { writePem } from "../../../devkit/pki/pem-files";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import { ADA, GIOVANNI } from "../../../devkit/pki/people";

describe("the test PKI", () => {
  let pki: TestPki;
  before(async () => {
    pki = await createTestPki();
  });

  it("issues card certificates with the subject of a CNS", async () => {
    const { certificate, der } = await pki.card();
    assert.match(
      certificate.subject,
      new RegExp(
        `^C=IT\nO=.*\nOU=.*\nSN=COLLAUDO\nGN=ADA\nCN=${ADA.codiceFiscale}/${ADA.cardNumber}\\.[A-Za-z0-9+/]{27}=$`,
      ),
    );
    assert.ok(der.length > 850 && der.length < 960, `${der.length} bytes`);
    assert.ok(certificate.verify(pki.cardAuthority.certificate.publicKey));
    assert.ok(!certificate.ca);
    assert.deepEqual(certificate.keyUsage, ["1.3.6.1.5.5.7.3.2"]);
  });

  it("makes expired, future, foreign, short-key ones and other people", async () => {
    const now = Date.now();
    const expired = await pki.card({ validity: "expired" });
    assert.ok(Date.parse(expired.certificate.validTo) < now);
    const future = await pki.card({ validity: "not-yet-valid" });
    assert.ok(Date.parse(future.certificate.validFrom) > now);
    const foreign = await pki.card({ foreign: true });
    assert.ok(foreign.certificate.verify(pki.foreignAuthority.certificate.publicKey));
    assert.ok(!foreign.certificate.verify(pki.cardAuthority.certificate.publicKey));
    const short = await pki.card({ bits: 1024 });
    assert.equal(short.key.asymmetricKeyDetails?.modulusLength, 1024);
    assert.match((await pki.card({ person: GIOVANNI })).certificate.subject, /PRVGNN71S15X999F/);
  });

  it("issues server certificates for names and addresses", async () => {
    const server = await pki.server(["portal.localhost", "idp.localhost", "127.0.0.1", "::1"]);
    assert.ok(server.certificate.checkHost("idp.localhost"));
    assert.ok(server.certificate.checkIP("127.0.0.1"));
    assert.ok(server.certificate.checkIP("::1"));
    assert.equal(server.certificate.checkHost("other.localhost"), undefined);
    assert.ok(server.certificate.verify(pki.serverAuthority.certificate.publicKey));
    const self = await pki.server(["portal.localhost"], { issuer: "self" });
    assert.ok(self.certificate.verify(self.certificate.publicKey));
  });

  it("gives two certificates two serial numbers", async () => {
    const [one, two] = await Promise.all([pki.card(), pki.card()]);
    assert.notEqual(one.certificate.serialNumber, two.certificate.serialNumber);
  });
});

describe("the test PKI on disk", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "varco-pki-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("passes the check of openssl", async () => {
    const pki = await createTestPki();
    const root = await writePem(folder, "root", pki.cardAuthority);
    const card = await writePem(folder, "card", await pki.card());
    const { stdout } = await promisify(execFile)("openssl", [
      "verify",
      "-x509_strict",
      "-purpose",
      "sslclient",
      "-CAfile",
      root.certificate,
      card.certificate,
    ]);
    assert.match(stdout, /OK/);
    assert.equal((await stat(card.key)).mode & 0o777, 0o600);
  });

  it("finds its keys again in the cache", async () => {
    const one = await createTestPki({ cacheFolder: join(folder, "a") });
    assert.ok((await readdir(join(folder, "a"))).includes("card-authority-2048.key.pem"));
    const script = `import('${new URL("../../../devkit/pki/pki.ts", import.meta.url).href}').then(async (m) => {
      const pki = await m.createTestPki({ cacheFolder: process.argv[1] });
      console.log(pki.cardAuthority.certificate.publicKey.export({ type: 'spki', format: 'der' }).toString('hex')); })`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--import",
      new URL("../../../devkit/typescript.mjs", import.meta.url).href,
      "-e",
      script,
      join(folder, "a"),
    ]);
    assert.equal(
      stdout.trim(),
      one.cardAuthority.certificate.publicKey.export({ type: "spki", format: "der" }).toString("hex"),
    );
  });
});
