import { Worker } from "node:worker_threads";
import { LIMITS } from "../../shared/limits";
import type { ToWorker } from "./messages";
import type { Trust } from "./trust";

/** A thread that has read OpenSSL and the authorities, and waits for its origin. */
interface WaitingThread {
  readonly worker: Worker;
  readonly trust: Trust;
  readonly forget: () => void;
}

let waiting: WaitingThread | null = null;

/**
 * Starts a TLS thread for the next origin with this trust, unless one waits already: while a person types the PIN, it
 * reads OpenSSL and the authorities. A thread that nobody takes ends after `LIMITS.waitingThread`.
 */
export function prepareThread(trust: Trust): void {
  if (waiting !== null) {
    if (isSame(waiting.trust, trust)) return;
    void endWaitingThread();
  }
  const worker = startThread(trust);
  worker.unref();
  const forget = (): void => {
    clearTimeout(timer);
    // Whoever takes the thread hears of its errors.
    worker.off("error", forget).off("exit", forget);
    if (waiting?.worker === worker) waiting = null;
  };
  const timer = setTimeout(() => void endWaitingThread(), LIMITS.waitingThread).unref();
  // A thread that fails before anybody needs it is not missed: the origin starts its own and hears why that fails.
  worker.once("error", forget).once("exit", forget);
  waiting = { worker, trust, forget };
}

/** The thread that waits, if it was started for this trust, else a new one. */
export function takeThread(trust: Trust): Worker {
  if (waiting === null || !isSame(waiting.trust, trust)) return startThread(trust);
  const { worker, forget } = waiting;
  forget();
  worker.ref();
  return worker;
}

/**
 * Ends the thread that waits. Resolves when it is gone. A process that ends while a thread still reads OpenSSL would
 * crash, so it must wait for this first.
 */
export async function endWaitingThread(): Promise<void> {
  if (waiting === null) return;
  const { worker, forget } = waiting;
  forget();
  const gone = new Promise<void>((resolve) => {
    worker.once("error", () => resolve()).once("exit", () => resolve());
  });
  worker.ref();
  const end: ToWorker = { kind: "end" };
  worker.postMessage(end);
  await gone;
}

function isSame(one: Trust, other: Trust): boolean {
  return one.extraCa === other.extraCa;
}

function startThread(trust: Trust): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { workerData: trust });
}
