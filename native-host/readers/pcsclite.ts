import * as v from 'valibot';
import type { ReaderStatus } from './slot';

/**
 * The parts of the package `pcsclite` (1.0.1) that we use, with everything that it passes unknown until parsed. What
 * its C++ does, and its type declarations do not say, is beside the part concerned.
 */
export interface Pcsclite {
  /** Connects to the service; blocks until it answers. Throws when the service cannot be reached. */
  (): NativeService;
}

/** A watch on the list of readers, run by a thread of its own. */
export interface NativeService {
  on(event: 'reader', listener: (reader: unknown) => void): unknown;
  /** The thread has ended, or will at once; unhandled it would end the process. Also emitted after `close`. */
  on(event: 'error', listener: (error: unknown) => void): unknown;
  /** Called by pcsclite in the next tick, with what takes the list of names whenever it changes. */
  start(listed: (error: unknown, names: unknown) => void): void;
  /** Ends the thread and waits for it. Blocks for good if the thread is just between two waits. */
  close(): unknown;
}

/**
 * A reader. One that emits `reader` made watches its reader, by a thread of its own. It has one lock for everything:
 * while it transmits, the JavaScript thread waits for the card as soon as there is something to report. So a reader
 * that is watched must never connect: see `unwatchedReader`.
 */
export interface NativeReader {
  readonly name: string;
  readonly SCARD_SHARE_EXCLUSIVE: number;
  readonly SCARD_SHARE_SHARED: number;
  readonly SCARD_PROTOCOL_T0: number;
  readonly SCARD_PROTOCOL_T1: number;
  readonly SCARD_LEAVE_CARD: number;
  readonly SCARD_RESET_CARD: number;
  on(event: 'status', listener: (status: unknown) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  /** The watching thread has ended: the reader is gone, or `error` or `close` came before. */
  on(event: 'end', listener: () => void): unknown;
  connect(options: { share_mode: number; protocol: number }, done: (error: unknown, protocol: unknown) => void): void;
  disconnect(disposition: number, done: (error: unknown) => void): void;
  /** `maximum` is the size of the buffer for the answer. The command is copied and the copy is not wiped. */
  transmit(command: Buffer, maximum: number, protocol: number, done: (error: unknown, answer: unknown) => void): void;
  /** As in the service. */
  close(): unknown;
}

/** Loads the package and its add-on. Throws what the loader says when it is not installed or was not built. */
export async function loadPcsclite(): Promise<Pcsclite> {
  const { default: loaded }: { default: unknown } = await import('pcsclite');
  if (!isPcsclite(loaded)) throw new TypeError('the package pcsclite exports no function');
  return loaded;
}

/** Takes what the event `reader` brings. Throws `TypeError` for anything else. */
export function parseReader(value: unknown): NativeReader {
  if (!isReader(value)) throw new TypeError('pcsclite announced something that is not a reader');
  return value;
}

/** Takes what the event `status` brings. Throws `ValiError`. */
export function parseStatus(value: unknown): ReaderStatus {
  const { state, atr } = v.parse(statusShape, value);
  return { state, atr: Uint8Array.from(atr ?? []) };
}
const statusShape = v.object({ state: v.number(), atr: v.optional(v.instance(Uint8Array)) });

/** Objects that C++ still uses, or that must never be collected: their destructor reads what was never set. */
const kept = new Set<object>();

/**
 * A second object for the same reader, which has no watching thread and so may connect. It must never be closed, and is
 * never collected: both read the identifier of the thread, which pcsclite leaves unset in such an object.
 */
export function unwatchedReader(watched: NativeReader, name: string): NativeReader {
  const ReaderClass: unknown = watched.constructor;
  if (!isReaderClass(ReaderClass)) throw new TypeError('pcsclite: a reader without a class');
  const reader = parseReader(new ReaderClass(name));
  kept.add(reader);
  return reader;
}

/** Keeps an object that was closed until its thread's last message has certainly been handled. */
export function keepForNow(closed: object): void {
  kept.add(closed);
  setTimeout(() => kept.delete(closed), 1000).unref();
}

/**
 * Puts off a callback until pcsclite's call has returned. Inside it a lock is held, an exception has nobody to catch
 * it, and promises that are settled wait until something else wakes the event loop.
 */
export function outside<T extends unknown[]>(callback: (...args: T) => void): (...args: T) => void {
  return (...args) => { setImmediate(callback, ...args); };
}

function isPcsclite(value: unknown): value is Pcsclite {
  return typeof value === 'function';
}

function isReaderClass(value: unknown): value is new (name: string) => unknown {
  return typeof value === 'function';
}

function isReader(value: unknown): value is NativeReader {
  return v.is(readerShape, value);
}
const number = v.number();
const method = v.function();
const readerShape = v.object({
  name: v.string(),
  SCARD_SHARE_EXCLUSIVE: number, SCARD_SHARE_SHARED: number, SCARD_PROTOCOL_T0: number, SCARD_PROTOCOL_T1: number,
  SCARD_LEAVE_CARD: number, SCARD_RESET_CARD: number,
  on: method, connect: method, disconnect: method, transmit: method, close: method,
});
