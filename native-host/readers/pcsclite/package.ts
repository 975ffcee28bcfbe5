import { createRequire } from "node:module";
import * as v from "valibot";
import type { ReaderStatus } from "../slot";

/**
 * The parts of the package `pcsclite` (1.0.1) that we use. Everything that it passes is unknown until parsed. Comments
 * tell what its C++ does and its type declarations do not say.
 */
export interface Pcsclite {
  /** Connects to the service; blocks the JavaScript thread until it answers. Throws when it cannot be reached. */
  watch(): NativeService;
  /** Makes a reader object without a watching thread. */
  reader(name: string): NativeReader;
}

/** A watch on the list of readers, run by a thread of its own. */
export interface NativeService {
  on(event: "reader", listener: (reader: unknown) => void): unknown;
  /** The thread has ended, or is about to. Unhandled, this event ends the process. Also emitted after `close`. */
  on(event: "error", listener: (error: unknown) => void): unknown;
  /**
   * pcsclite calls it in the next tick and passes the function that takes the list of names at every change. Needs
   * `this`.
   */
  start: (this: NativeService, listed: (error: unknown, names: unknown) => void) => void;
  /** Ends the thread and waits for it. Blocks for good if the thread is between two waits. */
  close(): unknown;
}

/**
 * A reader. An announced one is watched by a thread of its own. It has one lock for everything: while it transmits, the
 * JavaScript thread waits for the card as soon as there is something to report. So a watched reader must never connect.
 * A reader that was never watched must not be closed or garbage-collected: both read the identifier of the thread,
 * which pcsclite leaves unset (see `watchOnce`).
 */
export interface NativeReader {
  readonly name: string;
  readonly SCARD_SHARE_EXCLUSIVE: number;
  readonly SCARD_SHARE_SHARED: number;
  readonly SCARD_PROTOCOL_T0: number;
  readonly SCARD_PROTOCOL_T1: number;
  readonly SCARD_LEAVE_CARD: number;
  readonly SCARD_RESET_CARD: number;
  /**
   * `status` and `error` bring a value. `end`: the watching thread has ended, as the reader is gone, or `error` or
   * `close` came before. An object that was not announced emits `_end` instead; an announced one emits both.
   */
  on(event: "status" | "error" | "end" | "_end", listener: (value?: unknown) => void): unknown;
  /** At `_end`, pcsclite emits `end` and forgets the reader. */
  emit(event: "_end"): unknown;
  /** Starts a watching thread, as `pcsclite.watch()` does for its readers. */
  get_status(reported: (error: unknown) => void): void;
  connect(options: { share_mode: number; protocol: number }, done: (error: unknown, protocol: unknown) => void): void;
  disconnect(disposition: number, done: (error: unknown) => void): void;
  /** `maximum` is the size of the buffer for the answer. pcsclite copies the command and does not wipe the copy. */
  transmit(command: Buffer, maximum: number, protocol: number, done: (error: unknown, answer: unknown) => void): void;
  /**
   * Sends a control code to the reader's driver. `input` must stay alive until the answer: pcsclite reads it from
   * another thread, without a copy. `maximum` is the size of the buffer for the answer.
   */
  control(input: Buffer, code: number, maximum: number, done: (error: unknown, answer: unknown) => void): void;
  /** The system's number for a control code of PC/SC. */
  SCARD_CTL_CODE(code: number): number;
  /** As in the service. A thread that is between two waits may also leave without `_end` (see `WatchedReader`). */
  close(): unknown;
}

/** Loads the package and its add-on. Throws what the loader says when it is not installed or was not built. */
export async function loadPcsclite(): Promise<Pcsclite> {
  const { default: watch }: { default: unknown } = await import("pcsclite");
  const ReaderClass = loadedReaderClass();
  if (!isFunction(watch) || !isClass(ReaderClass)) throw new TypeError("this is not the package pcsclite that we know");
  return {
    watch: () => v.parse(serviceShape, watch()),
    reader: (name) => {
      const reader = parseReader(new ReaderClass(name));
      kept.add(reader);
      return reader;
    },
  };
}

/** The package does not export its reader class. The add-on that it loads does. */
function loadedReaderClass(): unknown {
  const modules = Object.values(createRequire(process.execPath).cache);
  const addon: unknown = modules.find((module) => module?.filename.endsWith("pcsclite.node"))?.exports;
  return v.is(addonShape, addon) ? addon.CardReader : null;
}

/** Parses what the event `reader` brings. Throws `ValiError` for anything else. */
export function parseReader(value: unknown): NativeReader {
  return v.parse(readerShape, value);
}

/** Parses what the event `status` brings. Throws `ValiError`. */
export function parseStatus(value: unknown): ReaderStatus {
  const { state, atr } = v.parse(statusShape, value);
  return { state, atr: Uint8Array.from(atr ?? []) };
}
const statusShape = v.object({ state: v.number(), atr: v.optional(v.instance(Uint8Array)) });

/** Milliseconds after its last report in which a thread of pcsclite surely waits again. Then it is safe to end it. */
export const QUIET = 25;

/** Objects that must not be garbage-collected yet, or ever. */
const kept = new Set<object>();

/**
 * Watches a reader that was not announced until its first report, then closes the object. That sets what pcsclite left
 * unset: object and connection to the service can now be garbage-collected. Resolves at the report, which comes at
 * once, or at the end of the watch if there is no such reader or no service. `QUIET` later nothing is left.
 */
export function watchOnce(reader: NativeReader): Promise<void> {
  return new Promise((resolve) => {
    const reported = outside(() => {
      resolve();
      setTimeout(() => {
        reader.close();
        keepForNow(reader);
      }, QUIET);
    });
    reader.on("_end", reported);
    reader.get_status(reported);
  });
}

/** Keeps a closed object until the last message of its thread has certainly been handled. */
export function keepForNow(closed: object): void {
  kept.add(closed);
  setTimeout(() => kept.delete(closed), 1000).unref();
}

/**
 * Delays what an event causes until pcsclite's call has returned. A reader that reports holds its lock: closing it
 * there would wait forever.
 */
export function outside<T extends unknown[]>(callback: (...args: T) => void): (...args: T) => void {
  return (...args) => {
    setImmediate(callback, ...args);
  };
}

const number = v.number();
const method = v.function();
const addonShape = v.object({ CardReader: method });
const serviceShape = v.custom<NativeService>((value) =>
  v.is(v.object({ on: method, start: method, close: method }), value),
);
const readerShape = v.custom<NativeReader>((value) =>
  v.is(
    v.object({
      name: v.string(),
      SCARD_SHARE_EXCLUSIVE: number,
      SCARD_SHARE_SHARED: number,
      SCARD_PROTOCOL_T0: number,
      SCARD_PROTOCOL_T1: number,
      SCARD_LEAVE_CARD: number,
      SCARD_RESET_CARD: number,
      on: method,
      emit: method,
      get_status: method,
      connect: method,
      disconnect: method,
      transmit: method,
      control: method,
      SCARD_CTL_CODE: method,
      close: method,
    }),
    value,
  ),
);

function isFunction(value: unknown): value is () => unknown {
  return typeof value === "function";
}

function isClass(value: unknown): value is new (name: string) => unknown {
  return typeof value === "function";
}
