import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { Programs } from "./programs";

/** The certificate and the key, as PKCS#11 URIs (RFC 7512). */
const OBJECT = "pkcs11:manufacturer=Varco;object=ADA%20COLLAUDO";
const CERTIFICATE = `${OBJECT};type=cert`;
const KEY = `${OBJECT};type=private`;
const KEY_WITH_PIN = `${KEY};pin-value=${DEMO_PIN}`;
const GNUTLS_PIN = { GNUTLS_PIN: DEMO_PIN };

describe("Programs that take PKCS#11 URIs", function suite() {
  this.timeout(60_000);
  let programs: Programs;
  let address: URL;
  let trusted: string;
  before(async () => {
    programs = await Programs.open();
    const { portal, home } = programs.stage;
    address = new URL(portal.origins.everyPage);
    trusted = join(home.path, "trusted.pem");
  });
  after(() => programs.close());
  afterEach(() => {
    assert.equal(programs.stage.card.pinTriesLeft, 3);
    assert.equal(programs.stage.card.pinVerified, false);
  });

  const REQUEST = () => `GET / HTTP/1.1\r\nHost: ${address.host}\r\nConnection: close\r\n\r\n`;
  /** Version and use of a certificate in what the portal saw last. */
  const shaken = () => {
    const last = programs.stage.portal.log.of("handshake").at(-1);
    return [last?.protocol, last?.certificate];
  };

  it("p11tool lists the token, and signs with its key", async () => {
    const { out } = await programs.run("p11tool", ["--login", "--list-all", "pkcs11:manufacturer=Varco"], {
      env: GNUTLS_PIN,
    });
    assert.deepEqual(
      [...out.matchAll(/;type=(\w+)$/gm)].map(([, type]) => type),
      ["cert", "public", "private"],
    );
    const {
      code,
      out: said,
      err,
    } = await programs.run("p11tool", ["--login", "--test-sign", OBJECT], { env: GNUTLS_PIN });
    assert.equal(code, 0, err);
    assert.match(said + err, /Verifying against public key in the token\.\.\. ok/);
  });

  for (const version of ["1.2", "1.3"]) {
    it(`gnutls-cli logs in to the portal over TLS ${version}`, async () => {
      const { out, err } = await programs.run(
        "gnutls-cli",
        [
          "--priority",
          `NORMAL:-VERS-ALL:+VERS-TLS${version}`,
          "--x509cafile",
          trusted,
          "--x509certfile",
          CERTIFICATE,
          "--x509keyfile",
          KEY,
          "--sni-hostname",
          address.hostname,
          "--verify-hostname",
          address.hostname,
          "--port",
          address.port,
          "127.0.0.1",
        ],
        { input: REQUEST(), env: GNUTLS_PIN },
      );
      assert.match(out, /ADA COLLAUDO/, err);
      assert.deepEqual(shaken(), [`TLSv${version}`, true]);
    });

    it(`curl logs in to the portal over TLS ${version}`, async () => {
      const { out, err } = await programs.run("curl", [
        "-sS",
        `--tlsv${version}`,
        "--tls-max",
        version,
        "--cacert",
        trusted,
        "--cert",
        CERTIFICATE,
        "--key",
        KEY_WITH_PIN,
        `${address.origin}/`,
      ]);
      assert.match(out, /ADA COLLAUDO/, err);
      assert.deepEqual(shaken(), [`TLSv${version}`, true]);
    });

    it(`openssl logs in to the portal over TLS ${version}`, async () => {
      const { pem } = await programs.stage.pki.card();
      const { out, err } = await programs.run(
        "openssl",
        [
          "s_client",
          "-quiet",
          `-tls${version.replace(".", "_")}`,
          "-CAfile",
          trusted,
          "-connect",
          `127.0.0.1:${address.port}`,
          "-servername",
          address.hostname,
          "-engine",
          "pkcs11",
          "-keyform",
          "engine",
          "-key",
          KEY_WITH_PIN,
          "-cert",
          await programs.write("card.pem", pem),
        ],
        { input: REQUEST() },
      );
      assert.match(out, /ADA COLLAUDO/, err);
      assert.deepEqual(shaken(), [`TLSv${version}`, true]);
    });
  }

  it("openssl verifies what openssl signs with the card", async () => {
    const { certificate } = await programs.stage.pki.card();
    const data = await programs.write("data", "a text that a citizen signs");
    const signed = await programs.run("openssl", [
      "dgst",
      "-engine",
      "pkcs11",
      "-keyform",
      "engine",
      "-sign",
      KEY_WITH_PIN,
      "-sha256",
      "-out",
      programs.file("signature"),
      data,
    ]);
    assert.equal(signed.code, 0, signed.err);
    const key = await programs.write("public.pem", certificate.publicKey.export({ type: "spki", format: "pem" }));
    assert.match(
      (
        await programs.run("openssl", [
          "dgst",
          "-sha256",
          "-verify",
          key,
          "-signature",
          programs.file("signature"),
          data,
        ])
      ).out,
      /Verified OK/,
    );
  });

  it("ssh finds the key of the card", async () => {
    const { out } = await programs.run("ssh-keygen", ["-D", programs.proxy]);
    const { certificate } = await programs.stage.pki.card();
    const { n = "" } = certificate.publicKey.export({ format: "jwk" });
    const [, key = ""] = /^ssh-rsa (\S+) ADA COLLAUDO$/m.exec(out) ?? [];
    assert.ok(Buffer.from(key, "base64").includes(Buffer.from(n, "base64url")), out);
  });

  describe("with OpenSC beside us", () => {
    before(async () => {
      const file = "opensc-pkcs11.module";
      await copyFile(
        join("/usr/share/p11-kit/modules", file),
        join(programs.stage.home.path, ".config/pkcs11/modules", file),
      );
    });

    it("see the card twice, and log in by us all the same", async () => {
      const { out } = await programs.run("p11tool", ["--list-tokens"]);
      assert.match(out, /URL: pkcs11:[^\n]*manufacturer=Varco;/);
      assert.equal([...out.matchAll(/URL: pkcs11:[^\n]*serial=6090000000000017/g)].length, 2, out);
      const { out: page, err } = await programs.run("curl", [
        "-sS",
        "--cacert",
        trusted,
        "--cert",
        CERTIFICATE,
        "--key",
        KEY_WITH_PIN,
        `${address.origin}/`,
      ]);
      assert.match(page, /ADA COLLAUDO/, err);
    });
  });
});
