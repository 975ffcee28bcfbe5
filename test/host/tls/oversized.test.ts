import assert from "node:assert/strict";
import { Authority, organisation } from "../../../devkit/pki/authority";
import { rsaKey } from "../../../devkit/pki/keys";
import { probe } from "../../../native-host/tls/probe";
import { code, originOf, readAll, tlsServer, tlsSetup, VERSIONS } from "./fixtures";
import { softCard } from "./soft-card";

describe("A server that sends a lot in its handshake", function suite() {
  this.timeout(30_000);
  const tls = tlsSetup();
  /** Certificates (PEM) of authorities with long names, of which none issues anything. */
  let crowd: string[] = [];
  before(async () => {
    const pair = await rsaKey("crowd", 2048);
    const names = Array.from({ length: 130 }, (_, number) => `Prova CA ${number} `.padEnd(450, "x"));
    const authorities = await Promise.all(names.map((name) => Authority.create(organisation(name), pair)));
    crowd = authorities.map(({ issued }) => issued.pem);
  });

  const reached = async (port: number) => {
    const signer = softCard(tls.card);
    const origin = await originOf(port, { clientCertificate: signer });
    return { signer, answer: origin.connect().then(readAll) };
  };
  const trust = () => ({ extraCa: tls.pki.serverAuthority.pem });

  for (const version of VERSIONS) {
    it(`is reached with a chain of a hundred certificates (${version})`, async () => {
      const cert = tls.server.pem + tls.pki.foreignAuthority.pem.repeat(99);
      const port = await tlsServer({ ...tls.askingOptions, cert, maxVersion: version }, (socket) =>
        socket.end("hello"),
      );
      assert.equal(await (await reached(port)).answer, "hello");
    });

    it(`is reached when it names issuers in 62 KB, of 64 possible, and a probe tells all (${version})`, async () => {
      const ca = [...crowd, tls.pki.cardAuthority.pem];
      const port = await tlsServer({ ...tls.askingOptions, ca, maxVersion: version }, (socket) => socket.end("hello"));
      const { asks, issuers } = await probe(`https://portal.localhost:${port}/`, { trust: trust() });
      assert.deepEqual([asks, issuers.length], [true, ca.length]);
      assert.equal(await (await reached(port)).answer, "hello");
    });

    it(`is refused when its certificates take more than 100 KB, and gets no signature (${version})`, async () => {
      const cert = tls.server.pem + crowd.slice(0, 110).join("");
      const port = await tlsServer({ ...tls.askingOptions, cert, maxVersion: version }, (socket) => socket.end());
      const { signer, answer } = await reached(port);
      await assert.rejects(answer, code("server.handshake"));
      assert.equal(signer.signatures.length, 0);
    });
  }
});
