import assert from "node:assert/strict";
import { clarityOf, hasNoHttp } from "../../../../extension/background/navigation/navigation-failures";

describe("failed navigations", () => {
  it("are recognised as seen in Chromium and Firefox, for TLS 1.2 and 1.3", () => {
    for (const error of [
      "net::ERR_BAD_SSL_CLIENT_AUTH_CERT",
      "net::ERR_SOCKET_NOT_CONNECTED",
      "Error code 2153394115",
      "Error code 2153393995",
    ]) {
      assert.equal(clarityOf(error), "clear", error);
    }
  });

  it("may be about a certificate where the connection was only cut", () => {
    for (const error of [
      "net::ERR_CONNECTION_RESET",
      "net::ERR_EMPTY_RESPONSE",
      "Error code 2152398868",
      "Error code 2153387826",
    ]) {
      assert.equal(clarityOf(error), "vague", error);
    }
  });

  it("are left alone otherwise: aborted, refused, unknown name, untrusted server", () => {
    for (const error of [
      "net::ERR_ABORTED",
      "net::ERR_CONNECTION_REFUSED",
      "net::ERR_CERT_AUTHORITY_INVALID",
      "Error code 2152398850",
      "Error code 2152398861",
      "Error code",
      "",
      "toString",
    ]) {
      assert.equal(clarityOf(error), null, error);
    }
  });

  it("say that a server speaks no http where it refuses or cuts, and not where there is no network or no such name", () => {
    for (const error of ["net::ERR_CONNECTION_REFUSED", "net::ERR_EMPTY_RESPONSE", "Error code 2152398868"])
      assert.equal(hasNoHttp(error), true, error);
    for (const error of ["net::ERR_NAME_NOT_RESOLVED", "net::ERR_ABORTED", "Error code 2152398850", ""])
      assert.equal(hasNoHttp(error), false, error);
  });
});
