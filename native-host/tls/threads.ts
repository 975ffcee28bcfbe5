import { Worker } from "node:worker_threads";
import { LIMITS } from "../../shared/limits";
import type { ProxySettings } from "../../shared/messages";
import { urlOf, type ServerAddress } from "../address";
import type { Route } from "../proxy/proxy";
import { findRoute } from "../proxy/routes";
import type { ToWorker } from "./messages";
import type { Trust } from "./trust";

/** A server, and the browser's own proxy settings if they are known. */
export interface ServerBehind {
  readonly address: ServerAddress;
  readonly proxy?: ProxySettings | undefined;
}

/** The server to which a prepared thread opens a TCP connection. `patience`: how long that waits, in milliseconds. */
export interface NextServer extends ServerBehind {
  readonly patience?: number;
}

/** A TLS thread, and the way to the server of its origin. */
export interface TlsThread {
  readonly worker: Worker;
  readonly route: Promise<Route>;
}

/** A thread that has read OpenSSL and the authorities, and waits for its origin. */
interface WaitingThread {
  readonly worker: Worker;
  readonly trust: Trust;
  readonly forget: () => void;
  readonly gone: Promise<void>;
  next: { readonly server: string; readonly route: Promise<Route> } | null;
}

let waiting: WaitingThread | null = null;
/** The threads that run, each with its end. */
const running = new Map<Worker, Promise<void>>();

/**
 * Has a TLS thread wait for the next origin with this trust, and connect to its server while a person types the PIN. A
 * thread that nobody takes ends after `LIMITS.waitingThread`.
 */
export function dialAhead(trust: Trust, next: NextServer): void {
  const thread = waitingFor(trust);
  const { address, proxy, patience = LIMITS.earlySocket } = next;
  const route = findRoute(urlOf(address), proxy);
  thread.next = { server: keyOf(next), route };
  route.then(
    (way) => {
      if (waiting === thread)
        tell(thread.worker, { kind: "dial", address, route: way, silence: LIMITS.serverSilence, patience });
    },
    // The origin that takes the thread hears of it.
    () => undefined,
  );
}

/** The thread that waits, if it was started for this trust, else a new one. `find` finds the way if it is not known. */
export function takeThread(
  trust: Trust,
  server: ServerBehind,
  find: (url: URL) => Promise<Route> = (url) => findRoute(url, server.proxy),
): TlsThread {
  const url = urlOf(server.address);
  if (waiting === null || !isSame(waiting.trust, trust)) return { worker: startThread(trust).worker, route: find(url) };
  const { worker, next, forget } = waiting;
  forget();
  worker.ref();
  return { worker, route: next?.server === keyOf(server) ? next.route : find(url) };
}

/** Has a thread that an origin used wait for the next one, in place of another that waits. */
export function leaveThread(worker: Worker, trust: Trust): void {
  const gone = running.get(worker);
  if (gone === undefined) return;
  void endWaitingThread();
  waiting = waitingThread(worker, trust, gone);
}

/**
 * Ends the thread that waits. Resolves when it is gone. A process that ends while a thread still reads OpenSSL would
 * crash, so it must wait for this first.
 */
export async function endWaitingThread(): Promise<void> {
  if (waiting === null) return;
  const { worker, forget, gone } = waiting;
  forget();
  worker.ref();
  tell(worker, { kind: "end" });
  await gone;
}

/** Ends the thread that waits, and resolves when those of all origins are gone, too. */
export async function allThreadsGone(): Promise<void> {
  await endWaitingThread();
  await Promise.all(running.values());
}

function waitingFor(trust: Trust): WaitingThread {
  if (waiting !== null && !isSame(waiting.trust, trust)) void endWaitingThread();
  if (waiting === null) {
    const { worker, gone } = startThread(trust);
    waiting = waitingThread(worker, trust, gone);
  }
  return waiting;
}

function waitingThread(worker: Worker, trust: Trust, gone: Promise<void>): WaitingThread {
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
  return { worker, trust, forget, gone, next: null };
}

function isSame(one: Trust, other: Trust): boolean {
  return one.extraCa === other.extraCa;
}

function keyOf({ address: { host, port }, proxy }: ServerBehind): string {
  return JSON.stringify([host, port, proxy ?? null]);
}

function startThread(trust: Trust): { worker: Worker; gone: Promise<void> } {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: trust });
  const gone = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });
  running.set(worker, gone);
  void gone.then(() => running.delete(worker));
  return { worker, gone };
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}
