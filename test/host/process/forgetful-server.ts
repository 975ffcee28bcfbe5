import { constants } from "node:crypto";
import { startHttp, type HostileServer, type TlsSettings } from "../../../devkit/portal/hostile/server";
import type { TestPki } from "../../../devkit/pki/pki";

/** A server resumes no session: each connection wants a signature. */
export const NO_SESSIONS = {
  maxVersion: "TLSv1.2",
  secureOptions: constants.SSL_OP_NO_TICKET,
  sessionTimeout: 0,
} as const;

/** A server that ends the connection at its first request, and wants another signature for the next one. */
export function startForgetful(pki: TestPki, tls: TlsSettings["tls"] = {}): Promise<HostileServer> {
  let isFirst = true;
  return startHttp(
    pki,
    (request, response) => {
      if (isFirst) request.socket.destroy();
      else response.end("again");
      isFirst = false;
    },
    { tls: { ...NO_SESSIONS, ...tls } },
  );
}
