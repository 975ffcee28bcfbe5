import assert from "node:assert/strict";
import "reflect-metadata";
import { X509Certificate } from "@peculiar/x509";
import { rootCertificates } from "node:tls";
import { readCertificateFields } from "../../../native-host/pkcs11/certificate-fields";

const der = (pem: string): Buffer => Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");

describe("the DER fields of a certificate", () => {
  it("are what another reader of certificates finds, for authorities that Node brings along", () => {
    for (const pem of rootCertificates.slice(0, 30)) {
      const peer = new X509Certificate(pem);
      const { subject, issuer, serialNumber } = readCertificateFields(der(pem));
      assert.deepEqual(Buffer.from(subject), Buffer.from(peer.subjectName.toArrayBuffer()));
      assert.deepEqual(Buffer.from(issuer), Buffer.from(peer.issuerName.toArrayBuffer()));
      const [tag, length, ...digits] = serialNumber;
      assert.deepEqual([tag, length], [0x02, digits.length]);
      assert.equal(BigInt(`0x${Buffer.from(digits).toString("hex")}`), BigInt(`0x${peer.serialNumber}`));
    }
  });

  it("are not looked for beyond the end of something that is broken", () => {
    const [pem = ""] = rootCertificates;
    const whole = der(pem);
    for (const length of [0, 1, 3, 4, 10, 100, whole.length - 1]) {
      assert.throws(
        () => readCertificateFields(whole.subarray(0, length)),
        { code: "card.certificate" },
        String(length),
      );
    }
    for (const hex of ["308000", "30ff", "3084ffffffff", "3003020101", "30053003020101", "3000", "31020000"]) {
      assert.throws(() => readCertificateFields(Buffer.from(hex, "hex")), { code: "card.certificate" }, hex);
    }
  });
});
