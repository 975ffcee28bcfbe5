import { execFileSync } from "node:child_process";
import type { TLSSocket } from "node:tls";
import type { TestPki } from "../../../devkit/pki/pki";
import type { ErrorCode } from "../../../shared/errors";
import { NAMES, tlsServer, webServer } from "../../host/tls/fixtures";
import { PAGE, type Outcomes } from "./answers";

/** A server with an odd TLS, and what comes of a visit. */
export interface OddServer {
  /** Starts it and returns its port. */
  readonly start: (pki: TestPki) => Promise<number>;
  readonly outcome: Outcomes;
  /** The relay's error, where it refuses. */
  readonly code?: ErrorCode;
}

const ANSWER = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\nConnection: close\r\n\r\n${PAGE}`;

const answerPage = (socket: TLSSocket): void => {
  socket.once("data", () => socket.end(ANSWER));
};

/** A server that shows these certificates (PEM), its own first. */
const showing = (key: string, chain: readonly string[]): Promise<number> =>
  tlsServer({ key, cert: chain.join("") }, answerPage);

/** A server of TLS 1.2 with these cipher suites, best first, and a Diffie-Hellman group of 1024 bits. */
async function withDiffieHellman(pki: TestPki, suites: string): Promise<number> {
  const { keyPem: key, pem: cert } = await pki.server(NAMES);
  const dhparam = execFileSync("openssl", ["dhparam", "-dsaparam", "1024"], { stdio: ["ignore", "pipe", "ignore"] });
  const ciphers = `${suites}:@SECLEVEL=0`;
  const options = { key, cert, dhparam, ciphers, honorCipherOrder: true, maxVersion: "TLSv1.2" } as const;
  return tlsServer(options, answerPage);
}

/** Servers by what is odd about them. */
export const ODD_SERVERS: Readonly<Record<string, OddServer>> = {
  "whose certificate comes with the intermediate one": {
    outcome: "shown",
    start: async (pki) => {
      const server = await pki.server(NAMES, { issuer: "intermediate" });
      return showing(server.keyPem, [server.pem, (await pki.intermediate()).pem]);
    },
  },
  // Firefox knows the published intermediate certificates instead of fetching them.
  "that leaves out the intermediate certificate and says where it is": {
    outcome: { relay: "shown", chromium: "shown", firefox: "refused" },
    start: async (pki) => {
      const { der } = await pki.intermediate();
      const issuerAddress = await webServer("ca.der", (_, response) => response.end(der));
      const server = await pki.server(NAMES, { issuer: "intermediate", issuerAddress });
      return showing(server.keyPem, [server.pem]);
    },
  },
  "that leaves out the intermediate certificate": {
    outcome: "refused",
    code: "server.untrusted",
    start: async (pki) => {
      const server = await pki.server(NAMES, { issuer: "intermediate" });
      return showing(server.keyPem, [server.pem]);
    },
  },
  "with its chain out of order, and certificates that do not belong to it": {
    outcome: "shown",
    start: async (pki) => {
      const server = await pki.server(NAMES, { issuer: "intermediate" });
      const { foreignAuthority, serverAuthority, cardAuthority } = pki;
      const others = [foreignAuthority, serverAuthority, await pki.intermediate(), cardAuthority];
      return showing(server.keyPem, [server.pem, ...others.map(({ pem }) => pem)]);
    },
  },
  "whose root is shown with the signature of an unknown one": {
    outcome: "shown",
    start: async (pki) => {
      const server = await pki.server(NAMES, { issuer: "intermediate" });
      const chain = [server, await pki.intermediate(), await pki.crossCertificate()];
      return showing(
        server.keyPem,
        chain.map(({ pem }) => pem),
      );
    },
  },
  "whose name is in the common name alone": {
    outcome: "refused",
    code: "server.name",
    start: async (pki) => {
      const server = await pki.server(NAMES, { withoutAlternativeNames: true });
      return showing(server.keyPem, [server.pem]);
    },
  },
  "that prefers Diffie-Hellman with 1024 bits": {
    outcome: "shown",
    start: (pki) => withDiffieHellman(pki, "DHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"),
  },
  "that has Diffie-Hellman only": {
    outcome: "refused",
    code: "server.handshake",
    start: (pki) => withDiffieHellman(pki, "DHE-RSA-AES128-GCM-SHA256"),
  },
};
