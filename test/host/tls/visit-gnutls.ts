import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { until } from "../../../devkit/until";
import { TlsOrigin } from "../../../native-host/tls/origin";
import { readAll } from "./fixtures";

/*
 * Visits a GnuTLS server without RFC 5746 and prints its page. The server listens on every interface: so both are to
 * run in a network namespace that has none but loopback.
 */
const [certificate = "", key = "", ca = ""] = process.argv.slice(2);
const PORT = 5556;
const PRIORITY = "NORMAL:-VERS-ALL:+VERS-TLS1.2:%DISABLE_SAFE_RENEGOTIATION";
const server = spawn(
  "gnutls-serv",
  ["--http", "--port", String(PORT), "--priority", PRIORITY, "--x509certfile", certificate, "--x509keyfile", key],
  { stdio: "ignore" },
);
await until("the server", async () => {
  const attempt = connect(PORT, "127.0.0.1");
  const connected = await once(attempt, "connect").then(
    () => true,
    () => false,
  );
  attempt.destroy();
  return connected;
});
const trust = { extraCa: readFileSync(ca, "utf8") };
const origin = new TlsOrigin({ address: { host: "portal.localhost", port: PORT }, trust, clientCertificate: null });
try {
  const connection = await origin.connect();
  connection.write("GET / HTTP/1.0\r\n\r\n");
  console.log(await readAll(connection));
} finally {
  await origin.close();
  server.kill("SIGKILL");
}
