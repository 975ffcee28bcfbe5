import type { ReaderStatus } from "./slot";

/** The ways to PC/SC: the system's library through koffi, or the add-on `pcsclite`. */
export const BINDINGS = ["koffi", "pcsclite"] as const;
export type BindingName = (typeof BINDINGS)[number];

/** A way to the system's smart-card service. What it rejects with has a PC/SC code (see `scard.ts`). */
export interface PcscBinding {
  /**
   * Reaches the service and watches its readers, without blocking the JavaScript thread. Rejects when there is no
   * service, or when `signal` was aborted meanwhile. The watches before must have ended.
   */
  watch(reports: WatchReports, signal: AbortSignal): Promise<PcscWatch>;
  /** Waits a moment for calls that are under way. No more follow. */
  settle(): Promise<void>;
  /** Whether the process would wait, at its end, for a service or a card that does not answer. */
  readonly stuck: boolean;
}

/** What a watch reports, never before `watch` has resolved and never after `close` or `leave` was called. */
export interface WatchReports {
  /** A reader is there. Its status follows. */
  plugged(reader: string): void;
  status(reader: string, status: ReaderStatus): void;
  unplugged(reader: string): void;
  /** The readers that are there have been reported. */
  listed(): void;
  /** The service went away. Nothing more follows. */
  failed(error: unknown): void;
}

/** A watch on the service's readers. */
export interface PcscWatch {
  /** What takes the card in the reader of that name. */
  reader(name: string): PcscReader;
  /** Ends the watch and frees all that is not in use. The process goes on. */
  close(): Promise<void>;
  /** The same for a process that is about to end, which ends what may take long. */
  leave(): Promise<void>;
}

/** How a card was taken. */
export interface Taken {
  /** PC/SC number of the protocol. */
  readonly protocol: number;
  /** Whether no other program can use the card: it is taken exclusively, or in a transaction. */
  readonly exclusive: boolean;
}

/** A reader whose card can be taken: one connection at a time, one call at a time. All reject with the PC/SC error. */
export interface PcscReader {
  /** Takes the card. `shared`: in a transaction, if the binding has them. */
  connect(share: "exclusive" | "shared"): Promise<Taken>;
  /** Sends a command and returns the answer as it came (any length). */
  transmit(apdu: Uint8Array, protocol: number): Promise<Uint8Array>;
  /** Sends a control code with its input to the reader's driver and returns the answer as it came. */
  control(code: number, input: Uint8Array): Promise<Uint8Array>;
  /** The system's number for a control code of PC/SC. */
  controlCode(code: number): number;
  /** Releases the card, and ends the transaction. */
  disconnect(then: "reset" | "leave"): Promise<void>;
}

/** PC/SC numbers that are the same everywhere (pcsclite.h, winscard.h). */
export const SCARD = {
  scopeSystem: 2,
  shareExclusive: 1,
  shareShared: 2,
  protocolT0: 1,
  protocolT1: 2,
  leaveCard: 0,
  resetCard: 1,
} as const;

/** Largest answer: 65536 bytes and the status word (ISO/IEC 7816-4 §5.1, extended Le). */
export const LONGEST_ANSWER = 65_538;
/** More bytes than a list of all features takes, or a status word. */
export const LONGEST_CONTROL_ANSWER = 512;
