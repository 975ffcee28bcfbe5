import assert from "node:assert/strict";
import { socketError, tlsError, type TlsFailure } from "../../../native-host/tls/failure";

const nothing: TlsFailure = { verify: 0, verifyText: "", alert: null, reason: null, text: "some reason", asked: false };

describe("a failed TLS operation", () => {
  const cases: readonly (readonly [string, Partial<TlsFailure>, string])[] = [
    ["another name", { verify: 62 }, "server.name"],
    ["another address", { verify: 64 }, "server.name"],
    ["an expired certificate", { verify: 10 }, "server.expired"],
    ["a certificate not yet valid", { verify: 9 }, "server.expired"],
    ["a self-signed certificate", { verify: 18 }, "server.untrusted"],
    ["an unknown issuer", { verify: 20 }, "server.untrusted"],
    ["a revoked certificate", { verify: 23 }, "server.untrusted"],
    ["a version that we do not speak", { reason: 258 }, "server.tls-too-old"],
    ["the alert protocol_version", { reason: 1070, alert: 70 }, "server.tls-too-old"],
    ["unknown_ca after our certificate", { alert: 48, asked: true }, "server.certificate-refused"],
    ["certificate_required", { alert: 116, asked: true }, "server.certificate-refused"],
    ["handshake_failure when a certificate was asked for", { alert: 40, asked: true }, "server.certificate-refused"],
    ["handshake_failure before that", { alert: 40 }, "server.handshake"],
    ["internal_error of the server", { alert: 80, asked: true }, "server.handshake"],
    ["anything else", { reason: 267 }, "server.handshake"],
  ];
  for (const [what, failure, expected] of cases) {
    it(`is ${expected} for ${what}`, () => {
      const { code, details } = tlsError({ ...nothing, ...failure }, "portal.example");
      assert.equal(code, expected);
      assert.equal(details["host"], "portal.example");
    });
  }

  it("is named after the server's certificate even if the alert says something else", () => {
    assert.equal(tlsError({ ...nothing, verify: 62, alert: 48, asked: true }, "x").code, "server.name");
  });
});

describe("a failed TCP connection", () => {
  it("is unreachable before it stands, cut after it, and timed out where the system says so", () => {
    assert.deepEqual(socketError("ENOTFOUND", "text", "x", false), {
      code: "server.unreachable",
      details: { host: "x", reason: "ENOTFOUND" },
    });
    assert.deepEqual(socketError(undefined, "text", "x", false), {
      code: "server.unreachable",
      details: { host: "x", reason: "text" },
    });
    assert.equal(socketError("ECONNRESET", "text", "x", true).code, "server.cut");
    assert.equal(socketError("ETIMEDOUT", "text", "x", false).code, "server.timeout");
  });
});
