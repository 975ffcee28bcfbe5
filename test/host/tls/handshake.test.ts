import assert from "node:assert/strict";
import { constants, publicDecrypt } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loopbackAddresses } from "../../../devkit/portal/loopback";
import { writePem } from "../../../devkit/pki/pem-files";
import {
  bytesOf,
  later,
  nginxServer,
  opensslServer,
  originOf,
  peerName,
  readAll,
  tlsServer,
  tlsSetup,
  VERSIONS,
} from "./fixtures";
import type { TlsConnection } from "../../../native-host/tls/connection";
import { softCard } from "./soft-card";

describe("a TLS connection with the key on a card", () => {
  const tls = tlsSetup();

  /** nginx that answers with everything it learned of the client. */
  const nginx = (protocols: string, verify: "on" | "optional"): Promise<number> =>
    nginxServer(tls, [
      `server_name portal.localhost; ssl_protocols ${protocols}; ssl_verify_client ${verify};`,
      "set $client $ssl_client_verify|$ssl_client_s_dn;",
      'location / { return 200 "$client|$ssl_protocol|$ssl_server_name|$ssl_session_reused"; }',
    ]);

  const GET = "GET / HTTP/1.1\r\nHost: portal.localhost\r\nConnection: close\r\n\r\n";

  for (const version of VERSIONS) {
    for (const verify of ["on", "optional"] as const) {
      it(`shows the card's certificate to nginx (${version}, ssl_verify_client ${verify})`, async () => {
        const port = await nginx(version, verify);
        const signer = softCard(tls.card);
        const origin = await originOf(port, { clientCertificate: signer });
        const connection = await origin.connect();
        assert.deepEqual(connection.info, {
          protocol: version,
          asked: true,
          issuers: [tls.card.certificate.issuer],
          resumed: false,
        });
        connection.write(GET);
        const answer = await readAll(connection);
        assert.match(answer, /^HTTP\/1.1 200 OK/);
        assert.ok(answer.includes(`SUCCESS|CN=CLLDAA80A41X999S/6090000000000017.`), answer);
        assert.ok(answer.includes(`|${version}|portal.localhost|.`), answer);
        assert.equal(signer.signatures.length, 1);
      });
    }

    it(`resumes the session, so that a second connection needs no signature (${version})`, async () => {
      const port = await nginx(version, "on");
      const signer = softCard(tls.card);
      const origin = await originOf(port, { clientCertificate: signer });
      for (const resumed of [false, true, true]) {
        const connection = await origin.connect();
        assert.equal(connection.info?.resumed, resumed);
        connection.write(GET);
        const answer = await readAll(connection);
        assert.ok(answer.includes("SUCCESS|CN=CLLDAA80A41X999S"), answer);
        assert.ok(answer.endsWith(resumed ? "|r" : "|."), answer);
      }
      assert.equal(signer.signatures.length, 1);
    });

    it(`goes on without a certificate where the server only offers to look at one (${version})`, async () => {
      const port = await nginx(version, "optional");
      const connection = await (await originOf(port)).connect();
      assert.equal(connection.info?.asked, true);
      connection.write(GET);
      assert.match(await readAll(connection), /NONE\|\|/);
    });
  }

  const seen = (options: object = {}): Promise<number> =>
    tlsServer(
      { ...tls.askingOptions, rejectUnauthorized: true, ALPNProtocols: ["h2", "http/1.1"], ...options },
      (socket) => {
        socket.end(`${socket.alpnProtocol || "none"} ${peerName(socket)}`);
      },
    );

  it("signs with PKCS#1 v1.5 where the server wants that", async () => {
    const port = await seen({ maxVersion: "TLSv1.2", sigalgs: "RSA+SHA256" });
    const signer = softCard(tls.card);
    const connection = await (await originOf(port, { clientCertificate: signer })).connect();
    assert.match(await readAll(connection), /CLLDAA80A41X999S/);
    assert.deepEqual([...signer.signatures[0]!.subarray(0, 3)], [0x00, 0x01, 0xff]);
  });

  it("hands the card a complete block of PSS, of the size of its modulus", async () => {
    const signer = softCard(tls.card);
    const connection = await (await originOf(await seen(), { clientCertificate: signer })).connect();
    await readAll(connection);
    assert.equal(signer.signatures[0]!.length, 256);
    assert.equal(signer.signatures[0]!.at(-1), 0xbc);
  });

  it("gives OpenSSL the signature as the card made it", async () => {
    const signer = softCard(tls.card);
    const made: Uint8Array[] = [];
    const port = await seen();
    const origin = await originOf(port, {
      clientCertificate: {
        der: signer.der,
        key: signer.key,
        sign: async (block) => {
          const signature = await signer.sign(block);
          made.push(signature);
          return signature;
        },
      },
    });
    await readAll(await origin.connect());
    assert.deepEqual(
      publicDecrypt({ key: tls.card.certificate.publicKey, padding: constants.RSA_NO_PADDING }, made[0]!),
      Buffer.from(signer.signatures[0]!),
    );
  });

  it("waits for a slow card without blocking this thread", async () => {
    const signer = softCard(
      tls.card,
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 300);
        }),
    );
    let ticks = 0;
    const timer = setInterval(() => {
      ticks += 1;
    }, 10);
    const connection = await (await originOf(await seen(), { clientCertificate: signer })).connect();
    clearInterval(timer);
    await readAll(connection);
    assert.ok(ticks > 15, `${ticks} ticks`);
  });

  it("asks for http/1.1", async () => {
    assert.match(
      await readAll(await (await originOf(await seen(), { clientCertificate: softCard(tls.card) })).connect()),
      /^http\/1\.1 /,
    );
  });

  it("takes the 1024-bit key of the oldest cards", async () => {
    const old = await tls.pki.card({ bits: 1024 });
    const port = await seen({ ciphers: "DEFAULT:@SECLEVEL=1" });
    assert.match(
      await readAll(await (await originOf(port, { clientCertificate: softCard(old) })).connect()),
      /CLLDAA80A41X999S/,
    );
  });

  it("connects to an address instead of a name", async () => {
    const port = await nginx("TLSv1.3", "on");
    for (const host of loopbackAddresses()) {
      const connection = await (await originOf(port, { host, clientCertificate: softCard(tls.card) })).connect();
      connection.write(GET);
      const answer = await readAll(connection);
      assert.ok(answer.includes("SUCCESS|CN=CLLDAA80A41X999S") && answer.endsWith("|TLSv1.3||."), answer);
    }
  });

  const asked = ({ info }: TlsConnection): boolean => info?.asked ?? assert.fail("no handshake");

  const laterAsking = {
    "renegotiation (TLS 1.2)": { options: ["-tls1_2", "-no_resumption_on_reneg"], command: "R\n" },
    "post-handshake authentication (TLS 1.3)": { options: ["-tls1_3"], command: "c\n" },
  } as const;
  for (const [way, { options, command }] of Object.entries(laterAsking)) {
    it(`signs when the server asks only after it has seen the request: ${way}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "varco-ca-"));
      later(() => rm(folder, { recursive: true }));
      const { port, child, line } = await opensslServer(
        tls.server,
        "-CAfile",
        (await writePem(folder, "ca", tls.pki.cardAuthority)).certificate,
        ...options,
      );
      const signer = softCard(tls.card);
      const connection = await (await originOf(port, { clientCertificate: signer })).connect();
      assert.ok(!asked(connection));
      connection.resume();
      connection.write("GET /cns HTTP/1.1\r\n\r\n");
      await line(/^GET \/cns/);
      const info = once(connection, "info");
      child.stdin.write(command);
      await info;
      assert.ok(asked(connection));
      assert.equal(signer.signatures.length, 1);
      connection.write("after\n");
      await line(/^depth=0 .*CLLDAA80A41X999S/);
      await line(/^after/);
    });
  }

  it("says what it is doing", async () => {
    const steps: string[] = [];
    const origin = await originOf(await seen(), { clientCertificate: softCard(tls.card) });
    await readAll(await origin.connect({ onStep: (step) => steps.push(step) }));
    assert.deepEqual(steps, ["connect", "sign"]);
  });

  it("carries much both ways", async () => {
    const size = 8 * 1024 * 1024;
    const port = await tlsServer(tls.serverOptions, (socket) => {
      let got = 0;
      socket.on("data", (bytes: Buffer) => {
        got += bytes.length;
        if (got === size) socket.end(Buffer.alloc(size, "b"));
      });
    });
    const connection = await (await originOf(port)).connect();
    connection.write(Buffer.alloc(size, "a"));
    assert.equal(await readAll(connection), "b".repeat(size));
  });

  it("holds the server back while nobody reads", async () => {
    const size = 64 * 1024 * 1024;
    let given = 0;
    const port = await tlsServer(tls.serverOptions, (socket) => {
      const give = (): void => {
        given += 1024 * 1024;
        if (given === size) socket.end(Buffer.alloc(1024 * 1024));
        else socket.write(Buffer.alloc(1024 * 1024), give);
      };
      give();
    });
    const connection = await (await originOf(port)).connect();
    // What does not happen can only be waited for.
    await new Promise((resolve) => {
      setTimeout(resolve, 1000);
    });
    assert.ok(given < size / 2, `${given} bytes were given`);
    let got = 0;
    for await (const chunk of connection) got += bytesOf(chunk).length;
    assert.equal(got, size);
  });
});
