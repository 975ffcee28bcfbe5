import assert from "node:assert/strict";
import { rootCertificates } from "node:tls";
import { listedAuthorities, systemBundle } from "../../../native-host/tls/trust";

describe("the lists of authorities", () => {
  it("are looked for where each system keeps them, first place first", () => {
    assert.equal(
      systemBundle("linux", () => true),
      "/etc/ssl/certs/ca-certificates.crt",
    );
    assert.equal(
      systemBundle("linux", (path) => path.startsWith("/etc/pki")),
      "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    );
    assert.equal(
      systemBundle("darwin", () => true),
      "/etc/ssl/cert.pem",
    );
    assert.equal(
      systemBundle("linux", () => false),
      null,
    );
    assert.equal(
      systemBundle("win32", () => true),
      null,
    );
  });

  it("hold Node's own ones where the system has no list, and else not: an administrator may have removed one", () => {
    assert.ok(listedAuthorities(false, "linux").includes(rootCertificates[0]!));
    assert.equal(listedAuthorities(true, "linux"), "");
  });
});
