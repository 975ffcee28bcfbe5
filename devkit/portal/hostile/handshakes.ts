import type { TlsOptions } from "node:tls";
import type { Issued } from "../../pki/authority";
import type { TestPki } from "../../pki/pki";
import { startRefusingByAlert } from "./openssl";
import { HOSTILE_HOST, startHttp, startTcp, type HostileCase, type HostileServer } from "./server";

const fine = (pki: TestPki, certificate: Promise<Issued> | null, tls: TlsOptions = {}): Promise<HostileServer> =>
  Promise.resolve(certificate).then((issued) =>
    startHttp(
      pki,
      (_request, response) => {
        response.end("fine");
      },
      { tls, ...(issued && { certificate: issued }) },
    ),
  );

/** OpenSSL 3 does these versions only at its lowest level of security. */
const outdated = (version: "TLSv1" | "TLSv1.1"): TlsOptions => ({
  minVersion: version,
  maxVersion: version,
  ciphers: "DEFAULT@SECLEVEL=0",
});

/** Servers with which there is no connection, or none that should carry a certificate. */
export const HOSTILE_HANDSHAKES = {
  "not-asking": {
    what: "does not ask for a certificate",
    expected: "server.does-not-ask",
    start: (pki) => fine(pki, null, { requestCert: false, rejectUnauthorized: false }),
  },
  "foreign-issuers": {
    what: "names and accepts only an authority that issued no card",
    expected: "server.issuer-not-accepted",
    start: (pki) => fine(pki, null, { ca: pki.foreignAuthority.pem }),
  },
  "refusing-by-alert-tls-1.2": {
    what: "answers the certificate of the card with an alert (TLS 1.2)",
    expected: "server.certificate-refused",
    start: (pki) => startRefusingByAlert(pki, "-tls1_2"),
  },
  "refusing-by-alert-tls-1.3": {
    what: "answers the certificate of the card with an alert after the handshake (TLS 1.3)",
    expected: "server.certificate-refused",
    start: (pki) => startRefusingByAlert(pki, "-tls1_3"),
  },
  "tls-1.0": {
    what: "speaks TLS 1.0 only",
    expected: "server.tls-too-old",
    start: (pki) => fine(pki, null, outdated("TLSv1")),
  },
  "tls-1.1": {
    what: "speaks TLS 1.1 only",
    expected: "server.tls-too-old",
    start: (pki) => fine(pki, null, outdated("TLSv1.1")),
  },
  "wrong-name": {
    what: "has a good certificate for another name",
    expected: "server.name",
    start: (pki) => fine(pki, pki.server(["altro.localhost"])),
  },
  expired: {
    what: "has an expired certificate",
    expected: "server.expired",
    start: (pki) => fine(pki, pki.server([HOSTILE_HOST], { validity: "expired" })),
  },
  "not-yet-valid": {
    what: "has a certificate from the future",
    expected: "server.expired",
    start: (pki) => fine(pki, pki.server([HOSTILE_HOST], { validity: "not-yet-valid" })),
  },
  "self-signed": {
    what: "has a self-signed certificate",
    expected: "server.untrusted",
    start: (pki) => fine(pki, pki.server([HOSTILE_HOST], { issuer: "self" })),
  },
  untrusted: {
    what: "has a certificate of an authority that nobody trusts",
    expected: "server.untrusted",
    start: (pki) => fine(pki, pki.server([HOSTILE_HOST], { issuer: "foreign" })),
  },
  "plain-http": {
    what: "speaks HTTP without TLS",
    expected: "server.handshake",
    start: () =>
      startTcp((socket) => {
        socket.once("data", () => {
          socket.end("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        });
      }),
  },
  "hangs-up": {
    what: "ends the connection at the first byte",
    expected: "server.cut",
    start: () =>
      startTcp((socket) => {
        socket.once("data", () => {
          socket.destroy();
        });
      }),
  },
  mute: {
    what: "takes the connection and says nothing",
    expected: "server.timeout",
    start: () =>
      startTcp((socket) => {
        socket.resume();
      }),
  },
} as const satisfies Record<string, HostileCase>;
