import type { HostRegistration } from "./registrations";

/** How browsers of a system are led to a host. */
export interface Registrar {
  /** The registrations that browsers find, the person's first. Throws `install.read`. */
  readonly all: () => Promise<readonly HostRegistration[]>;
  /**
   * Registers this host for this person, with these browsers; null: with all of the table. Returns what was written.
   * Throws `install.…`.
   */
  readonly register: (browsers: readonly string[] | null) => Promise<readonly string[]>;
  /**
   * Has these browsers, whose registrations lead nowhere, find a host that works. `all`: as above. Returns what was
   * written or removed. Throws as `register`.
   */
  readonly mend: (browsers: readonly string[], all: readonly HostRegistration[]) => Promise<readonly string[]>;
  /** What a person runs in a terminal to take the person's registration back, whichever host has made it. */
  readonly withdrawal: () => Promise<string>;
  /** What interrupted registrations have left: absolute paths. Throws `install.write`. */
  readonly unfinished: () => readonly string[];
}
