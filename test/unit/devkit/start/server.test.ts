import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInput } from "../../../../devkit/bad-input";
import { createTestPki, type TestPki } from "../../../../devkit/pki/pki";
import { readServerAuthorities } from "../../../../devkit/start/server-authorities";
import { askServer } from "../../../../devkit/start/server-question";

describe("A developer's server", () => {
  let folder = "";
  let pki: TestPki;
  let server: Server;
  let url: URL;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "varco-own-"));
    pki = await createTestPki();
    const { pem: cert, keyPem: key } = await pki.server(["localhost"]);
    const ca = pki.cardAuthority.pem;
    server = createServer({ cert, key, ca, requestCert: true, rejectUnauthorized: true });
    server.on("tlsClientError", () => {});
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert(typeof address === "object" && address !== null);
    url = new URL(`https://localhost:${address.port}/login`);
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const ask = ({ ca = null, ...other }: { ca?: string | null; url?: URL; issuer?: string; foreign?: boolean } = {}) =>
    askServer({
      url,
      issuer: pki.cardAuthority.certificate.subject,
      foreign: false,
      ca,
      authorities: ca === null ? [] : readServerAuthorities(ca),
      ...other,
    });

  it("tells whether it wants this card, where --ca names its authority", async () => {
    const ca = file("ca.pem", pki.serverAuthority.pem);
    assert.deepEqual(await ask({ ca }), {
      usable: true,
      text: "the server asks for a certificate of this card's issuer",
    });
    const issuer = pki.foreignAuthority.certificate.subject;
    assert.match(
      (await ask({ ca, issuer, foreign: true })).text,
      /not of this card's issuer\. The card is a foreign one/,
    );
    const foreign = await ask({ ca, issuer });
    assert.equal(foreign.usable, true);
    assert.match(foreign.text, /not of this card's issuer.*npm run -s devkit -- ca/);
  });

  it("is refused with a remedy where nobody trusts it", async () => {
    const without = await ask();
    assert.equal(without.usable, false);
    assert.match(without.text, /^server\.untrusted: .*--ca FILE.*devkit -- ca --server localhost/);
    const ca = file("other.pem", pki.foreignAuthority.pem);
    assert.match((await ask({ ca })).text, /^server\.untrusted: .*other\.pem does not hold the authority/);
  });

  it("may have another name, or not be there at all", async () => {
    const ca = file("ca.pem", pki.serverAuthority.pem);
    const byNumber = new URL(url);
    byNumber.hostname = "127.0.0.1";
    assert.match((await ask({ ca, url: byNumber })).text, /^server\.name: .*must name 127\.0\.0\.1: npm run/);
    assert.match(
      (await ask({ ca, url: new URL("https://localhost:1/") })).text,
      /^server\.unreachable: .*Start your server/,
    );
  });

  it("has its authorities in a file: PEM with several, or DER", async () => {
    const { pem } = pki.serverAuthority;
    const leaf = await pki.server(["localhost"]);
    assert.equal(
      readServerAuthorities(file("chain.pem", `text\n${leaf.pem}${pem}${pki.foreignAuthority.pem}`)).length,
      2,
    );
    assert.deepEqual(readServerAuthorities(file("ca.der", pki.serverAuthority.der)), [pem]);
    for (const [path, says] of [
      [file("server.pem", leaf.pem), /a server's own certificate.*devkit -- ca --server localhost/],
      [file("key.pem", leaf.keyPem), /holds no certificate/],
      [file("empty.pem", ""), /holds no certificate/],
      [join(folder, "absent.pem"), /cannot be read \(ENOENT\)/],
    ] as const)
      assert.throws(
        () => readServerAuthorities(path),
        (thrown) => thrown instanceof BadInput && says.test(thrown.message),
        path,
      );
  });
});
