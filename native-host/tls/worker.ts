import { parentPort, workerData } from "node:worker_threads";
import type { FromWorker, OriginSetup, ToWorker } from "./messages";
import { isTrust, type Trust } from "./trust";
import { refuseConnection, WorkerConnection, type Origin } from "./worker/connection";
import { createContext } from "./worker/context";
import { EarlySocket } from "./worker/early-socket";
import { IntermediateCache } from "./worker/intermediates";
import * as openssl from "./worker/openssl";
import type { Pointer } from "./worker/openssl";

/**
 * Thread that owns the TLS of one origin: OpenSSL's private-key callback blocks it while the card signs. It may start
 * before its origin is known, which comes with the first message. It ends when the main thread says so and the last
 * connection is closed.
 */
const intermediates = new IntermediateCache((address, der) => {
  const message: FromWorker = { address, der };
  parentPort?.postMessage(message);
});
const tlsContext = createContext(trustFrom(workerData), intermediates);
let origin: Origin | null = null;
let session: Pointer | null = null;
let early: EarlySocket | null = null;

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "serve") {
    intermediates.prepare(message);
    origin = originOf(message);
  } else if (message.kind === "connect") {
    try {
      if (origin === null) throw new TypeError("The TLS worker has no origin.");
      if (message.fresh) early?.drop();
      new WorkerConnection(origin, message);
    } catch (error) {
      refuseConnection(message, error);
    }
  } else if (message.kind === "dial") {
    early?.drop();
    early = new EarlySocket(message);
  } else {
    early?.drop();
    intermediates.close();
    parentPort?.close();
  }
});

process.once("exit", () => {
  if (session !== null) openssl.SSL_SESSION_free(session);
  tlsContext.free();
});

function originOf(setup: OriginSetup): Origin {
  return {
    setup,
    context: tlsContext.context,
    chain: tlsContext.chain,
    connections: new Set(),
    earlySocket: (route, signal) => early?.take(setup.address, route, signal) ?? null,
    session: () => session,
    keepSession(newer) {
      if (session !== null) openssl.SSL_SESSION_free(session);
      session = newer;
    },
  };
}

/** The main thread's `workerData`. Both ends are ours, so that anything else is a bug. */
function trustFrom(given: unknown): Trust {
  if (!isTrust(given)) throw new TypeError("The TLS worker was not told whom to trust.");
  return given;
}
