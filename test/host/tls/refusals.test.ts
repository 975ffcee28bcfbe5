import assert from "node:assert/strict";
import { once } from "node:events";
import type { Issued } from "../../../devkit/pki/authority";
import { GIOVANNI } from "../../../devkit/pki/people";
import { writePem } from "../../../devkit/pki/pem-files";
import { VarcoError } from "../../../shared/errors";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  closeAll,
  code,
  later,
  NAMES,
  opensslServer,
  originOf,
  peerName,
  readAll,
  tap,
  tcpServer,
  tlsServer,
  tlsSetup,
  VERSIONS,
} from "./fixtures";
import { softCard } from "./soft-card";

describe("a server that cannot be trusted", () => {
  const tls = tlsSetup();

  const asking = (server: Issued, options: object = {}): Promise<number> =>
    tlsServer({ ...tls.askingOptions, key: server.keyPem, cert: server.pem, ...options }, (socket) => {
      socket.end(peerName(socket));
    });

  const cases = {
    "server.name": () => tls.pki.server(["other.localhost"]),
    "server.untrusted": () => tls.pki.server([...NAMES], { issuer: "foreign" }),
    "server.expired": () => tls.pki.server([...NAMES], { validity: "expired" }),
  } as const;

  for (const version of VERSIONS) {
    for (const expected of ["server.name", "server.untrusted", "server.expired"] as const) {
      it(`is ${expected} and gets neither certificate nor signature (${version})`, async () => {
        const { port, sent } = await tap(
          await asking(await cases[expected](), { minVersion: version, maxVersion: version }),
        );
        const signer = softCard(tls.card);
        const origin = await originOf(port, { clientCertificate: signer });
        await assert.rejects(origin.connect(), code(expected));
        assert.equal(signer.signatures.length, 0);
        // Behind the record of the ClientHello there is room for an alert, not for a certificate.
        const more = sent().subarray(5 + sent().readUInt16BE(3));
        assert.ok(more.length < 100, `${more.length} more bytes were sent`);
      });
    }
  }

  it("shows in the same way that a trusted one does get the certificate", async () => {
    const { port, sent } = await tap(await asking(await tls.pki.server([...NAMES]), { maxVersion: "TLSv1.2" }));
    await readAll(await (await originOf(port, { clientCertificate: softCard(tls.card) })).connect());
    assert.ok(sent().includes(Buffer.from(tls.card.der)));
  });

  it("is refused with its own authority only: a self-signed certificate", async () => {
    const origin = await originOf(await asking(await tls.pki.server([...NAMES], { issuer: "self" })), {
      clientCertificate: softCard(tls.card),
    });
    await assert.rejects(origin.connect(), code("server.untrusted"));
  });

  it("is refused when not yet valid", async () => {
    const origin = await originOf(await asking(await tls.pki.server([...NAMES], { validity: "not-yet-valid" })));
    await assert.rejects(origin.connect(), code("server.expired"));
  });

  it("is refused when the test authority was not given", async () => {
    const origin = await originOf(await asking(await tls.pki.server([...NAMES])), { trust: {} });
    await assert.rejects(origin.connect(), code("server.untrusted"));
  });

  it("is refused when its certificate has the name but not the address", async () => {
    const origin = await originOf(await asking(await tls.pki.server(["portal.localhost"])), { host: "127.0.0.1" });
    await assert.rejects(origin.connect(), code("server.name"));
  });

  it("is refused when a client certificate plays the server", async () => {
    const origin = await originOf(await asking(tls.card), { trust: { extraCa: tls.pki.cardAuthority.pem } });
    await assert.rejects(origin.connect(), code("server.untrusted"));
  });

  for (const old of ["-tls1", "-tls1_1"]) {
    it(`is refused when it speaks ${old} only`, async () => {
      const { port } = await opensslServer(
        await tls.pki.server([...NAMES]),
        old,
        "-cipher",
        "DEFAULT:@SECLEVEL=0",
        "-Verify",
        "1",
      );
      const signer = softCard(tls.card);
      await assert.rejects((await originOf(port, { clientCertificate: signer })).connect(), code("server.tls-too-old"));
      assert.equal(signer.signatures.length, 0);
    });
  }
});

describe("a connection that fails", () => {
  const tls = tlsSetup();

  const asking = (): Promise<number> =>
    tlsServer(tls.askingOptions, (socket) => {
      socket.end("hello");
    });

  for (const version of ["-tls1_2", "-tls1_3"]) {
    it(`says that the server refused the certificate (${version})`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "varco-ca-"));
      later(() => rm(folder, { recursive: true }));
      const ca = await writePem(folder, "ca", tls.pki.foreignAuthority);
      const { port } = await opensslServer(
        tls.server,
        version,
        "-Verify",
        "1",
        "-verify_return_error",
        "-CAfile",
        ca.certificate,
      );
      await assert.rejects((await originOf(port, { clientCertificate: softCard(tls.card) })).connect(), (error) => {
        code("server.certificate-refused")(error);
        assert.match(String(error), /unknown CA/i);
        return true;
      });
    });

    it(`says so too when the card's certificate has expired (${version})`, async () => {
      const folder = await mkdtemp(join(tmpdir(), "varco-ca-"));
      later(() => rm(folder, { recursive: true }));
      const ca = await writePem(folder, "ca", tls.pki.cardAuthority);
      const expired = await tls.pki.card({ validity: "expired" });
      const { port } = await opensslServer(
        tls.server,
        version,
        "-Verify",
        "1",
        "-verify_return_error",
        "-CAfile",
        ca.certificate,
      );
      await assert.rejects((await originOf(port, { clientCertificate: softCard(expired) })).connect(), (error) => {
        code("server.certificate-refused")(error);
        assert.match(String(error), /certificate expired/i);
        return true;
      });
    });

    it(`says that the server insists on a certificate when none was given (${version})`, async () => {
      const { port } = await opensslServer(tls.server, version, "-Verify", "1");
      const origin = await originOf(port);
      await assert.rejects(origin.connect().then(readAll), code("server.certificate-refused"));
    });
  }

  it("passes on what the card said", async () => {
    const pinWrong = new VarcoError("pin.wrong", { triesLeft: 2 });
    const origin = await originOf(await asking(), {
      clientCertificate: softCard(tls.card, () => {
        throw pinWrong;
      }),
    });
    await assert.rejects(origin.connect(), (error) => error === pinWrong);
  });

  it("can be repeated after the card failed", async () => {
    let pulled = true;
    const signer = softCard(tls.card, () => {
      if (pulled) throw new VarcoError("card.removed");
    });
    const origin = await originOf(await asking(), { clientCertificate: signer });
    await assert.rejects(origin.connect(), code("card.removed"));
    pulled = false;
    assert.equal(await readAll(await origin.connect()), "hello");
  });

  it("does not send a signature that the certificate does not verify", async () => {
    const other = await tls.pki.card({ person: GIOVANNI });
    const { der, key } = softCard(tls.card);
    const { sign } = softCard(other);
    const port = await asking();
    await assert.rejects(
      (await originOf(port, { clientCertificate: { der, key, sign } })).connect(),
      code("card.certificate"),
    );
    const empty = { der, key, sign: async () => new Uint8Array(255) };
    await assert.rejects((await originOf(port, { clientCertificate: empty })).connect(), code("card.certificate"));
  });

  it("can be cancelled while the card signs, and lets its thread go", async () => {
    const stop = new AbortController();
    const origin = await originOf(await asking(), {
      clientCertificate: softCard(tls.card, () => {
        stop.abort();
        return new Promise(() => undefined);
      }),
    });
    await assert.rejects(origin.connect({ signal: stop.signal }), code("operation.cancelled"));
    await origin.close();
  });

  it("can be cancelled while the server is silent", async () => {
    const stop = new AbortController();
    const port = await tcpServer(() => {
      stop.abort(new VarcoError("relay.no-login"));
    });
    await assert.rejects((await originOf(port)).connect({ signal: stop.signal }), code("relay.no-login"));
  });

  it("is not even begun with a signal that was aborted before", async () => {
    const origin = await originOf(await asking());
    await assert.rejects(origin.connect({ signal: AbortSignal.abort() }), code("operation.cancelled"));
  });

  it("gives up a silent server", async () => {
    const port = await tcpServer(() => undefined);
    await assert.rejects(
      (await originOf(port, { times: { silence: 100, handshake: 10_000 } })).connect(),
      code("server.timeout"),
    );
  });

  it("gives up a server that drips its part of the handshake", async () => {
    const port = await tcpServer((socket) => {
      socket.write(Buffer.from([0x16, 3, 3, 0x40, 0]));
      const timer = setInterval(() => socket.write(Buffer.from([2])), 30);
      socket.once("close", () => clearInterval(timer));
    });
    const origin = await originOf(port, { times: { silence: 10_000, handshake: 300 } });
    await assert.rejects(origin.connect(), code("server.timeout"));
  });

  for (const times of [
    { silence: 1000, handshake: 10_000 },
    { silence: 10_000, handshake: 5000 },
  ]) {
    it(`does not count the time of card and person against the server (${JSON.stringify(times)})`, async () => {
      const slow = softCard(
        tls.card,
        () =>
          new Promise((resolve) => {
            setTimeout(resolve, Math.min(times.silence, times.handshake) + 1000);
          }),
      );
      const origin = await originOf(await asking(), { clientCertificate: slow, times });
      assert.equal(await readAll(await origin.connect()), "hello");
    });
  }

  it("tells an address where nobody listens", async () => {
    const port = await tcpServer(() => undefined);
    await closeAll();
    await assert.rejects((await originOf(port)).connect(), code("server.unreachable"));
  });

  it("tells a server that hangs up in the handshake", async () => {
    const port = await tcpServer((socket) => {
      socket.once("data", () => socket.end());
    });
    await assert.rejects((await originOf(port)).connect(), code("server.cut"));
  });

  it("tells a server that does not speak TLS", async () => {
    const port = await tcpServer((socket) => {
      socket.end("HTTP/1.1 400 Bad Request\r\n\r\n");
    });
    await assert.rejects((await originOf(port)).connect(), code("server.handshake"));
  });

  it("tells a connection that is reset from a closed one", async () => {
    const { port, reset } = await tap(
      await tlsServer(tls.serverOptions, (socket) => {
        socket.once("data", () => socket.write("half"));
      }),
    );
    const connection = await (await originOf(port)).connect();
    connection.write("one");
    const first: unknown[] = await once(connection, "data");
    assert.equal(String(first), "half");
    reset();
    await assert.rejects(readAll(connection), code("server.cut"));
  });

  it("refuses authorities that are none, before anything is begun", async () => {
    await assert.rejects(originOf(1, { trust: { extraCa: "not PEM" } }), code("usage"));
  });
});
