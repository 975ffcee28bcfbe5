import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { TLSSocket } from "node:tls";
import { Authority, days } from "../../../devkit/pki/authority";
import { rsaKey } from "../../../devkit/pki/keys";
import { readHolder } from "../../../native-host/card/holder";
import { look, probe } from "../../../native-host/tls/probe";
import { LIMITS } from "../../../shared/limits";
import { code, opensslServer, tap, tcpServer, tlsServer, tlsSetup, VERSIONS } from "./fixtures";

describe("a probe", () => {
  const tls = tlsSetup();

  const ask = (port: number, path = "/", options: object = {}) =>
    probe(`https://portal.localhost:${port}${path}`, { trust: { extraCa: tls.pki.serverAuthority.pem }, ...options });

  const asking = (
    options: object = {},
    serve: (socket: TLSSocket) => void = (socket) => socket.end(),
  ): Promise<number> => tlsServer({ ...tls.askingOptions, ...options }, serve);

  for (const version of VERSIONS) {
    it(`tells that a server asks, and the issuers as Node prints them (${version})`, async () => {
      const port = await asking({ maxVersion: version, ca: [tls.pki.cardAuthority.pem, tls.pki.foreignAuthority.pem] });
      const result = await ask(port);
      assert.deepEqual(
        { ...result, issuers: [...result.issuers].sort() },
        {
          asks: true,
          tls: version,
          issuers: [
            (await tls.pki.card()).certificate.issuer,
            (await tls.pki.card({ foreign: true })).certificate.issuer,
          ].sort(),
        },
      );
    });

    it(`leaves before anything is sent in answer (${version})`, async () => {
      const { port, sent } = await tap(await asking({ maxVersion: version, minVersion: version }));
      assert.equal((await ask(port)).asks, true);
      // Behind the record of the ClientHello: nothing, or the ChangeCipherSpec record of TLS 1.3 (RFC 8446 §D.4).
      const more = sent().subarray(5 + sent().readUInt16BE(3));
      assert.ok(more.length <= 6, `${more.length} more bytes were sent`);
    });

    it(`tells that a server does not ask (${version})`, async () => {
      const port = await asking({ maxVersion: version, requestCert: false }, (socket) => {
        socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
      });
      assert.deepEqual(await ask(port), { asks: false, issuers: [], tls: version });
    });
  }

  it("prints names with accents, commas, quotes, several values and odd attributes as Node does", async () => {
    const authority = await Authority.create(
      [
        { C: ["IT"] },
        { O: ['Comune di Forlì, "Prova" <x>; #1+2=3\\4'] },
        { OU: ["uno", "due"] },
        { "2.5.4.97": ["VATIT-00000000000"] },
        { "1.2.3.4.5": ["senza nome"] },
        { E: ["ca@prova.example"] },
        { CN: [" CA Öffentlich €\u0001 "] },
      ],
      await rsaKey("odd-names", 2048),
    );
    const port = await asking({ ca: [authority.issued.pem] });
    assert.deepEqual((await ask(port)).issuers, [new X509Certificate(authority.issued.der).subject]);
  });

  it("gives an issuer as the host gives the one of a card, without characters that nobody sees", async () => {
    const key = await rsaKey("authority-of-tests", 1024);
    const authority = await Authority.create([{ CN: ["Pro\u202eva\u200b CA"] }], key);
    const { der } = await authority.issue([{ CN: ["x"] }], key, days(-1, 1), []);
    const { issuers } = await ask(await asking({ ca: [authority.issued.pem] }));
    assert.deepEqual(issuers, ["CN=Prova CA"]);
    assert.equal(readHolder(der).issuer, issuers[0]);
  });

  it("gives no issuers where the server names none: any will do", async () => {
    const { port } = await opensslServer(tls.server, "-verify", "1");
    assert.deepEqual(await ask(port), { asks: true, issuers: [], tls: "TLSv1.3" });
  });

  it("lists hundreds of issuers", async () => {
    const key = await rsaKey("many", 2048);
    const many = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        Authority.create([{ C: ["IT"] }, { O: ["Prova"] }, { CN: [`CA di prova numero ${index}`] }], key),
      ),
    );
    assert.equal((await ask(await asking({ ca: many.map(({ issued }) => issued.pem) }))).issuers.length, 300);
  });

  it("cuts an absurdly long issuer, which would make a message that the extension refuses", async () => {
    const long = await Authority.create(
      [{ O: ["x".repeat(3000)] }, { CN: ["y".repeat(3000)] }],
      await rsaKey("many", 2048),
    );
    const {
      issuers: [issuer],
    } = await ask(await asking({ ca: long.issued.pem }));
    assert.equal(issuer?.length, LIMITS.distinguishedName);
    assert.match(issuer, /^O=x{3000}\nCN=y+$/);
  });

  it("sees a server ask for one path only, by renegotiation (TLS 1.2)", async () => {
    const { port, child, line } = await opensslServer(tls.server, "-tls1_2", "-no_resumption_on_reneg");
    const result = ask(port, "/cns/login?SAMLRequest=once");
    await line(/^HEAD \/cns\/login HTTP/);
    child.stdin.write("R\n");
    assert.deepEqual(await result, { asks: true, issuers: [], tls: "TLSv1.2" });
  });

  it("sees a server ask after the handshake (TLS 1.3)", async () => {
    const { port, child, line } = await opensslServer(tls.server, "-tls1_3");
    const result = ask(port);
    await line(/^HEAD \/ HTTP/);
    child.stdin.write("c\n");
    assert.deepEqual(await result, { asks: true, issuers: [], tls: "TLSv1.3" });
  });

  it("says that a server does not ask when it cuts the connection instead of answering", async () => {
    const port = await asking({ requestCert: false }, (socket) => {
      socket.once("data", () => socket.destroy());
    });
    assert.equal((await ask(port)).asks, false);
  });

  it("looks by the handshake alone: a server that does not ask in it gets no request", async () => {
    const trust = { extraCa: tls.pki.serverAuthority.pem };
    assert.equal(await look(`https://portal.localhost:${await asking()}`, { trust }), true);
    let received = "";
    const ended: Promise<unknown>[] = [];
    const port = await asking({ requestCert: false }, (socket) => {
      socket.on("data", (data) => (received += String(data)));
      ended.push(once(socket, "close"));
    });
    assert.equal(await look(`https://portal.localhost:${port}`, { trust }), false);
    await Promise.all(ended);
    assert.equal(received, "");
    await assert.rejects(look(`https://portal.localhost:${port}`), code("server.untrusted"));
  });

  it("verifies the server", async () => {
    const port = await asking();
    await assert.rejects(probe(`https://portal.localhost:${port}/`), code("server.untrusted"));
    await assert.rejects(
      probe(`https://other.localhost:${port}/`, { trust: { extraCa: tls.pki.serverAuthority.pem } }),
      code("server.name"),
    );
    const { port: old } = await opensslServer(tls.server, "-tls1_1", "-cipher", "DEFAULT:@SECLEVEL=0");
    await assert.rejects(ask(old), code("server.tls-too-old"));
  });

  it("takes https addresses only", async () => {
    for (const address of [
      "http://portal.localhost/",
      "portal.localhost",
      "",
      "https://",
      "https://user:secret@portal.localhost/",
      `https://portal.localhost/${"x".repeat(20_000)}`,
    ]) {
      await assert.rejects(probe(address), code("server.address"), address);
    }
  });

  it("can be cancelled, in the handshake and after it", async () => {
    const early = new AbortController();
    const silent = await tcpServer(() => early.abort());
    await assert.rejects(ask(silent, "/", { signal: early.signal }), code("operation.cancelled"));
    const late = new AbortController();
    const port = await asking({ requestCert: false }, (socket) => {
      void once(socket, "data").then(() => late.abort());
    });
    await assert.rejects(ask(port, "/", { signal: late.signal }), code("operation.cancelled"));
  });
});
