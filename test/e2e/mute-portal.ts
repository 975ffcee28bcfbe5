import { createServer } from "node:https";
import { connect, createServer as createTcpServer } from "node:net";
import type { TestPki } from "../../devkit/pki/pki";
import { listenOnLoopback } from "../../devkit/portal/loopback";

const HOST = "muto.localhost";
/** Bytes of a record with an encrypted alert (RFC 8446, sections 5.1, 5.2 and 6): header, alert, type, tag. */
const ALERT = 5 + 2 + 1 + 16;

/**
 * A portal for people with a certificate. The others do not learn what was wrong: of TLS 1.3's alert the network shows
 * them only that the connection was reset, as it happens where a server closes it before it has read everything.
 */
export interface MutePortal {
  readonly url: string;
  /** Connections that were reset. */
  readonly reset: () => number;
  readonly close: () => Promise<void>;
}

/** `next`: where the portal leads a person with a certificate. */
export async function startMutePortal(pki: TestPki, next: string): Promise<MutePortal> {
  const { pem: cert, keyPem: key } = await pki.server([HOST]);
  /** Ports of those who came with a certificate. What ends their connection is an alert, too. */
  const welcome = new Set<number | undefined>();
  const portal = await listenOnLoopback(0, () =>
    createServer(
      { cert, key, ca: pki.cardAuthority.pem, requestCert: true, rejectUnauthorized: true, minVersion: "TLSv1.3" },
      (_request, response) => void response.writeHead(302, { Location: next, "Cache-Control": "no-store" }).end(),
    ).on("secureConnection", ({ remotePort }) => welcome.add(remotePort)),
  );
  let reset = 0;
  const network = await listenOnLoopback(0, () =>
    createTcpServer({ noDelay: true }, (outer) => {
      const inner = connect({ port: portal.port, host: "127.0.0.1", noDelay: true });
      for (const socket of [outer, inner]) socket.on("error", () => undefined);
      outer.pipe(inner);
      inner.on("data", (data) => {
        if (data.length === ALERT && !welcome.has(inner.localPort)) {
          reset += 1;
          outer.resetAndDestroy();
        } else outer.write(data);
      });
      inner.on("end", () => outer.end());
    }),
  );
  return {
    url: `https://${HOST}:${network.port}/`,
    reset: () => reset,
    close: async () => {
      await network.close();
      await portal.close();
    },
  };
}
