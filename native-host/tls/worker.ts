import { parentPort, workerData } from "node:worker_threads";
import type { FromWorker, OriginSetup, ToWorker } from "./messages";
import { isTrust, type Trust } from "./trust";
import { refuseConnection, WorkerConnection, type Origin } from "./worker/connection";
import { createContext } from "./worker/context";
import { EarlySocket } from "./worker/early-socket";
import { IntermediateCache } from "./worker/intermediates";
import * as openssl from "./worker/openssl";
import type { Pointer } from "./worker/openssl";

interface ServedOrigin extends Origin {
  /** Forgets the session: another origin must not resume it, nor this one with another certificate. */
  readonly end: () => void;
}

/**
 * Thread that owns the TLS of one origin at a time: OpenSSL's private-key callback blocks it while the card signs. It
 * may start before its origin is known, and serve another one when a probe is over. It ends when the main thread says so
 * and the last connection is closed.
 */
const trust = trustFrom(workerData);
const intermediates = new IntermediateCache(trust, (address, der) => {
  const message: FromWorker = { address, der };
  parentPort?.postMessage(message);
});
const tlsContext = createContext(trust, intermediates);
let origin: ServedOrigin | null = null;
let early: EarlySocket | null = null;

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "serve") {
    origin?.end();
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
    early = new EarlySocket(message, trust);
  } else {
    early?.drop();
    intermediates.close();
    parentPort?.close();
  }
});

process.once("exit", () => {
  origin?.end();
  tlsContext.free();
});

function originOf(setup: OriginSetup): ServedOrigin {
  let session: Pointer | null = null;
  let over = false;
  const keep = (newer: Pointer | null): void => {
    if (session !== null) openssl.SSL_SESSION_free(session);
    session = newer;
  };
  return {
    setup,
    trust,
    context: tlsContext.context,
    chain: tlsContext.chain,
    connections: new Set(),
    earlySocket: (route, signal) => early?.take(setup.address, route, signal) ?? null,
    session: () => session,
    // A connection may hand over its last session when the next origin is there already.
    keepSession(newer) {
      if (over) openssl.SSL_SESSION_free(newer);
      else keep(newer);
    },
    end() {
      over = true;
      keep(null);
    },
  };
}

/** The main thread's `workerData`. Both ends are ours, so that anything else is a bug. */
function trustFrom(given: unknown): Trust {
  if (!isTrust(given)) throw new TypeError("The TLS worker was not told whom to trust.");
  return given;
}
