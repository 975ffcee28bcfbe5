// The program that p11-kit starts: serves the software token on standard input and output. Arguments: PEM files of the
// certificate and of the key.
import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { serveRpc } from "../../../native-host/pkcs11/rpc/serve";
import { SoftwareToken } from "./software-token";

const [certificateFile = "", keyFile = ""] = process.argv.slice(2);
const keyPem = readFileSync(keyFile, "utf8");
const pem = readFileSync(certificateFile, "utf8");
const certificate = new X509Certificate(pem);
const token = new SoftwareToken({ certificate, der: certificate.raw, pem, key: createPrivateKey(keyPem), keyPem });
await serveRpc(process.stdin, process.stdout, token);
process.exit();
