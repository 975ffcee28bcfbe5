/** The lines by which a server asks for the card and accepts this authority (PEM file), by server. */
export const SERVER_LINES: Readonly<Record<string, (file: string) => readonly string[]>> = {
  nginx: (file) => [`ssl_client_certificate ${JSON.stringify(file)};`, "ssl_verify_client on;"],
  "Apache httpd": (file) => [`SSLCACertificateFile ${JSON.stringify(file)}`, "SSLVerifyClient require"],
  HAProxy: (file) => [`bind :8443 ssl crt YOUR-SERVER.pem ca-file ${JSON.stringify(file)} verify required`],
  // Java reads no PEM as a trust store.
  "Tomcat (first in a shell, in its folder; then in conf/server.xml)": (file) => [
    "keytool -importcert -noprompt -alias varco-devkit -storetype PKCS12 -storepass changeit \\",
    `  -keystore conf/varco-devkit.p12 -file ${JSON.stringify(file)}`,
    '<SSLHostConfig certificateVerification="required"',
    '  truststoreFile="conf/varco-devkit.p12" truststoreType="PKCS12" truststorePassword="changeit">',
  ],
  Node: (file) => [
    `const ca = readFileSync(${JSON.stringify(file)});`,
    "https.createServer({ key, cert, ca, requestCert: true, rejectUnauthorized: true }, …)",
  ],
};
