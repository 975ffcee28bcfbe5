import { parentPort, workerData } from "node:worker_threads";
import type { FromWorker, OpenConnection, WorkerSetup } from "./messages";
import { refuseConnection, WorkerConnection, type Origin } from "./worker/connection";
import { createContext } from "./worker/context";
import { IntermediateCache } from "./worker/intermediates";
import * as openssl from "./worker/openssl";
import type { Pointer } from "./worker/openssl";

/**
 * Thread that owns the TLS of one origin: OpenSSL's private-key callback blocks it while the card signs. It ends when
 * the main thread says so (any message but a connection) and the last connection is closed.
 */
const setup = setupFrom(workerData);
const intermediates = new IntermediateCache(setup.intermediates, (address, der) => {
  const message: FromWorker = { address, der };
  parentPort?.postMessage(message);
});
const tlsContext = createContext(setup.trust, intermediates);
let session: Pointer | null = null;

const origin: Origin = {
  setup,
  context: tlsContext.context,
  chain: tlsContext.chain,
  connections: new Set(),
  session: () => session,
  keepSession(newer) {
    if (session !== null) openssl.SSL_SESSION_free(session);
    session = newer;
  },
};

parentPort?.on("message", (link: OpenConnection | null) => {
  if (link === null) {
    intermediates.close();
    parentPort?.close();
    return;
  }
  try {
    new WorkerConnection(origin, link);
  } catch (error) {
    refuseConnection(link, error);
  }
});

process.once("exit", () => {
  if (session !== null) openssl.SSL_SESSION_free(session);
  tlsContext.free();
});

/** The main thread's set-up. Both ends are ours, so that anything else is a bug. */
function setupFrom(given: unknown): WorkerSetup {
  if (!isSetup(given)) throw new TypeError("The TLS worker got no set-up.");
  return given;
}

function isSetup(given: unknown): given is WorkerSetup {
  return typeof given === "object" && given !== null && "address" in given && "trust" in given;
}
