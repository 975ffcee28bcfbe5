import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInput } from "../../../../devkit/bad-input";
import { authorityFolder, developerAuthorities } from "../../../../devkit/ca/authorities";
import { ca } from "../../../../devkit/ca/ca";
import { makeCardOf } from "../../../../devkit/card-file/make";
import { readCard } from "../../../../devkit/card-file/read";

describe("A developer's test authorities", () => {
  let folder = "";
  let own = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-ca-"));
    own = join(folder, "own");
  });
  after(() => rmSync(folder, { recursive: true }));

  const certificate = (path: string) => new X509Certificate(readFileSync(path));
  const mode = (path: string) => statSync(path).mode & 0o777;

  it("live where the desktop keeps a user's data", () => {
    assert.equal(authorityFolder({ XDG_DATA_HOME: "/data" }), "/data/varco-devkit");
    assert.match(authorityFolder({ XDG_DATA_HOME: "data" }), /^\/.*\/\.local\/share\/varco-devkit$/);
    assert.match(authorityFolder({}), /\.local\/share\/varco-devkit$/);
  });

  it("are the same in every run, also where two begin at once", async () => {
    const all = await Promise.all([developerAuthorities(own), developerAuthorities(own)]);
    const again = await developerAuthorities(own);
    for (const role of ["cards", "foreign", "servers"] as const) {
      const prints = [...all, again].map((one) => one[role].issued.certificate.fingerprint256);
      assert.equal(new Set(prints).size, 1, role);
    }
    assert.equal(mode(own), 0o700);
    for (const name of readdirSync(own)) assert.equal(mode(join(own, name)), 0o600, name);
    assert.equal(readdirSync(own).length, 3);
  });

  it("issue cards that the written certificate verifies, and foreign ones that it does not", async () => {
    await ca([join(folder, "for server")], own);
    const authority = certificate(join(folder, "for server", "card-authority.pem"));
    const authorities = await developerAuthorities(own);
    for (const [name, verified] of [
      ["valid", true],
      ["omocodia", true],
      ["expired", true],
      ["foreign-issuer", false],
    ] as const) {
      const described = await makeCardOf(readCard(name), authorities);
      assert.equal(described.certificate.verify(authority.publicKey), verified, name);
      assert.equal(described.certificate.checkIssued(authority), verified, name);
    }
  });

  it("say their fingerprint and each server's lines with the true path", async () => {
    const text = await ca([folder], own);
    const path = join(folder, "card-authority.pem");
    assert.ok(text.includes(certificate(path).fingerprint256));
    for (const line of [
      `ssl_client_certificate "${path}";`,
      `SSLCACertificateFile "${path}"`,
      `ca-file "${path}" verify required`,
      `-file "${path}"`,
      `readFileSync("${path}")`,
    ])
      assert.ok(text.includes(line), line);
    assert.equal(text.includes("--ca"), false);
  });

  it("issue a server's certificate, and its key only for the developer", async () => {
    const text = await ca([folder, "--server", "localhost", "--server", "::1"], own);
    const server = certificate(join(folder, "server.pem"));
    assert.ok(server.checkHost("localhost"));
    assert.ok(server.checkIP("::1"));
    assert.ok(server.verify(certificate(join(folder, "server-authority.pem")).publicKey));
    assert.equal(mode(join(folder, "server.key.pem")), 0o600);
    assert.ok(text.includes(`--url https://localhost:8443/login --ca ${join(folder, "server-authority.pem")}`));
  });

  it("tell what is wrong, and what to give instead", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    await assert.rejects(ca([folder, "--server", "a b"], own), /host name or an IP address, such as localhost/);
    await assert.rejects(ca(["one", "two"], own), /takes one folder/);
    await assert.rejects(ca([join(file, "x")], own), /ENOTDIR.*Name a folder of yours/);
    await assert.rejects(developerAuthorities(join(file, "x")), /ENOTDIR.*Set XDG_DATA_HOME/);
    const damaged = join(folder, "damaged");
    mkdirSync(damaged);
    for (const name of readdirSync(own)) copyFileSync(join(own, name), join(damaged, name));
    writeFileSync(join(damaged, "card-authority.key.pem"), "nothing");
    await assert.rejects(
      developerAuthorities(damaged),
      (thrown) => thrown instanceof BadInput && /card-authority\.key\.pem is damaged\. Delete it/.test(thrown.message),
    );
  });
});
