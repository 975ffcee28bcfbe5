import type { Readable, Writable } from "node:stream";
import type { CardLock } from "./cards/card-lock";
import type { StartCommand } from "./install/start-script";
import type { Readers } from "./readers/readers";
import type { Trust } from "./tls/trust";

/** The parts in which builds of the host differ: the release has PC/SC readers, the devkit virtual ones. */
export interface Composition {
  /** Opens the readers. Only a run that needs cards calls it. */
  readonly openReaders: () => Readers;
  /** Keeps this host's card operations and those of other processes apart. */
  readonly cardLock: CardLock;
  /** The folder of Varco's settings: the families of cards and the modules that this person has added. */
  readonly settings: string;
  /** The folder of what an organisation has set for everybody on this computer: families of cards. */
  readonly systemSettings: string;
  /** Authorities to trust besides those of the system and of Node. */
  readonly trust: Trust;
  /** The command that starts this host: the registration with browsers names it. */
  readonly start: StartCommand;
  /** The folder of the system's files: the root, except in tests of what is written there. */
  readonly systemRoot: string;
}

/** Standard streams of the process. */
export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
}
