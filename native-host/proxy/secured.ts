import { isIP, type Socket } from "node:net";
import type { PeerCertificate } from "node:tls";
import type { Proxy } from "./proxy";

/**
 * TLS with a proxy that is itself spoken to by TLS, as browsers do it for `HTTPS` in a proxy script: over an open
 * connection to it, else over a new one. The proxy is verified by its name before anything is sent. The result emits
 * `secureConnect` when that is done, and `error` when it failed. `authorities`: PEM texts.
 */
export function secured({ host, port }: Proxy, authorities: readonly string[], over: Socket | null = null): Socket {
  // Few need it, and to load it takes a tenth of a thread's start.
  const tls = process.getBuiltinModule("node:tls");
  return tls.connect({
    ...(over === null ? { host, port } : { socket: over }),
    servername: isIP(host) === 0 ? host : "",
    ca: [...authorities],
    checkServerIdentity: (_, certificate) =>
      namesItself(certificate) ? tls.checkServerIdentity(host, certificate) : new Error("its certificate has no name"),
  });
}

/** As in browsers, only the alternative names count, not the common name (RFC 9525 §6.3). */
function namesItself({ subjectaltname }: PeerCertificate): boolean {
  return subjectaltname !== undefined && subjectaltname !== "";
}
