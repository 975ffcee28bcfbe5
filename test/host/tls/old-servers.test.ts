import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writePem } from "../../../devkit/pki/pem-files";
import { bytesOf, code, later, NAMES, opensslServer, originOf, readAll, tcpServer, tlsSetup } from "./fixtures";
import { softCard } from "./soft-card";

const TYPESCRIPT = new URL("../../../devkit/typescript.mjs", import.meta.url).href;
const GET = "GET / HTTP/1.0\r\n\r\n";
/** RFC 8446 §4.2.3. */
const SIGNATURE_ALGORITHMS = 13;
const RSA_PSS_SHA256 = 0x0804;
const RSA_SHA1 = 0x0201;

describe("A card that is older than the rules for servers", () => {
  const tls = tlsSetup();
  const server = async (...options: string[]) =>
    (await opensslServer(await tls.pki.server([...NAMES]), "-www", "-Verify", "1", ...options)).port;

  for (const version of ["-tls1_2", "-tls1_3"])
    it(`logs in with a certificate signed with SHA-1, and with a key of 1024 bits (${version})`, async () => {
      const port = await server(version, "-cipher", "DEFAULT:@SECLEVEL=0");
      for (const old of [{ hash: "SHA-1" }, { bits: 1024 }, { hash: "SHA-1", bits: 1024 }] as const) {
        const card = softCard(await tls.pki.card(old));
        const connection = await (await originOf(port, { clientCertificate: card })).connect();
        connection.write(GET);
        assert.match(await readAll(connection), /Client certificate/);
        assert.equal(card.signatures.length, 1);
      }
    });

  it("signs over SHA-1 for a server that wants nothing else", async () => {
    const port = await server("-tls1_2", "-client_sigalgs", "RSA+SHA1", "-cipher", "DEFAULT:@SECLEVEL=0");
    const card = softCard(tls.card);
    const connection = await (await originOf(port, { clientCertificate: card })).connect();
    connection.write(GET);
    assert.match(await readAll(connection), /Client certificate/);
    // DigestInfo of SHA-1 (RFC 8017 §9.2, note 1).
    assert.ok(Buffer.from(card.signatures[0]!).includes(Buffer.from("3021300906052b0e03021a05000414", "hex")));
  });

  it("does not offer the server to sign over SHA-1", async () => {
    let resolve: (bytes: Buffer) => void;
    const hello = new Promise<Buffer>((heard) => (resolve = heard));
    const port = await tcpServer((socket) => {
      socket.once("data", (bytes: unknown) => {
        resolve(bytesOf(bytes));
        socket.destroy();
      });
    });
    await assert.rejects((await originOf(port, { clientCertificate: softCard(tls.card) })).connect());
    const offered = signatureAlgorithms(await hello);
    assert.ok(offered.includes(RSA_PSS_SHA256));
    assert.ok(!offered.includes(RSA_SHA1));
  });

  it("lowers nothing for the server: its own key of 1024 bits, and its own signature over SHA-1, are refused", async () => {
    const weak = softCard(await tls.pki.card({ bits: 1024, hash: "SHA-1" }));
    const small = await opensslServer(
      await tls.pki.server([...NAMES], { bits: 1024 }),
      "-cipher",
      "DEFAULT:@SECLEVEL=0",
    );
    await assert.rejects((await originOf(small.port, { clientCertificate: weak })).connect(), code("server.untrusted"));
    const sha1 = await opensslServer(
      await tls.pki.server([...NAMES], { hash: "SHA-1" }),
      "-cipher",
      "DEFAULT:@SECLEVEL=0",
    );
    await assert.rejects((await originOf(sha1.port, { clientCertificate: weak })).connect(), code("server.untrusted"));
    assert.equal(weak.signatures.length, 0);
  });
});

describe("A server without secure renegotiation (RFC 5746)", () => {
  const tls = tlsSetup();

  it("is connected to", async function test() {
    this.timeout(30_000);
    const folder = await mkdtemp(join(tmpdir(), "varco-gnutls-"));
    later(() => rm(folder, { recursive: true }));
    const files = await writePem(folder, "server", tls.server);
    const ca = await writePem(folder, "ca", tls.pki.serverAuthority);
    const visit = fileURLToPath(new URL("visit-gnutls.ts", import.meta.url));
    const { stdout } = await promisify(execFile)("unshare", [
      ...["--net", "--map-root-user", "sh", "-c", 'ip link set lo up && exec "$0" "$@"'],
      ...[process.execPath, "--import", TYPESCRIPT, visit, files.certificate, files.key, ca.certificate],
    ]);
    assert.match(stdout, /GnuTLS/);
  });
});

/** The numbers in that extension of a ClientHello: the only place where its number and two fitting lengths follow. */
function signatureAlgorithms(hello: Buffer): number[] {
  const at = [...hello.subarray(0, -6).keys()].find(
    (index) =>
      hello.readUInt16BE(index) === SIGNATURE_ALGORITHMS &&
      hello.readUInt16BE(index + 2) === hello.readUInt16BE(index + 4) + 2,
  );
  assert.ok(at !== undefined, "there is such an extension");
  return Array.from({ length: hello.readUInt16BE(at + 4) / 2 }, (_, index) => hello.readUInt16BE(at + 6 + 2 * index));
}
