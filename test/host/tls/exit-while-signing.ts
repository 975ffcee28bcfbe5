/*
 * A program for exit.test.ts that ends in the middle of a signature. Arguments: port, DER of the card's certificate
 * (base64), file of the authority.
 */
import { readFileSync } from "node:fs";
import { readPublicKey } from "../../../native-host/rsa/public-key";
import { TlsOrigin } from "../../../native-host/tls/origin";

const [port, encoded, ca] = process.argv.slice(2);
const der = Buffer.from(encoded ?? "", "base64");
const origin = new TlsOrigin({
  address: { host: "portal.localhost", port: Number(port) },
  trust: { extraCa: readFileSync(ca ?? "", "utf8") },
  clientCertificate: {
    der,
    key: readPublicKey(der),
    sign() {
      process.stdout.write("signing\n", () => process.exit(7));
      return new Promise(() => undefined);
    },
  },
});
await origin.connect();
