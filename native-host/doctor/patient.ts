import type { ProxySettings } from "../../shared/messages";
import type { CardMonitor } from "../cards/monitor";
import type { StartCommand } from "../install/start-script";
import type { CardSource } from "../readers/readers";
import type { Trust } from "../tls/trust";
import { installedBrowsers } from "./facts/browsers";
import { cardPrograms } from "./facts/card-programs";
import { lookAtCards } from "./facts/cards";
import { folderRegistrar } from "./facts/folder-registrar";
import { once } from "./facts/once";
import { lookAtPortal, type PortalSeen } from "./facts/portal";
import type { Registrar } from "./facts/registrar";
import { registryRegistrar } from "./facts/registry-registrar";
import { usbReaders } from "./facts/usb-readers";
import { wayOut } from "./facts/way-out";

/** Milliseconds of silence after which a portal does not answer, unless somebody says otherwise. */
const SILENCE = 15_000;

/** What is examined, and by what. */
export interface PatientParts {
  /** Opens the readers, and reads the cards in them. */
  readonly openCards: () => { readonly readers: CardSource; readonly monitor: CardMonitor };
  /** The command that starts this host. */
  readonly start: StartCommand;
  /** Folder of the system's files. */
  readonly systemRoot: string;
  /** Folder of Varco's settings. */
  readonly settings: string;
  readonly trust: Trust;
  /** The portal at which a login is to work; null: none was named. */
  readonly portal: URL | null;
  /** Milliseconds of silence after which the portal does not answer; by default `SILENCE`. */
  readonly silence?: number | undefined;
  /** The browser's own proxy settings. */
  readonly proxy?: ProxySettings | undefined;
  /** The extension that asks: its version, and how many sites it may hand a login over to. null: a terminal asks. */
  readonly extension: { readonly version: string; readonly sites: number } | null;
  /** How browsers are led to a host, for tests; by default as on this system. */
  readonly registrar?: Registrar;
  /** Folder of the processes (proc(5)), for tests. */
  readonly proc?: string;
  /** The time by the computer's clock, for tests. */
  readonly now?: () => Date;
}

function registrarOf({ systemRoot, start }: PatientParts): Registrar {
  return process.platform === "win32" ? registryRegistrar(start) : folderRegistrar(systemRoot, start);
}

/** A computer under examination. Each fact about it is looked up when the first check asks for it, and only once. */
export class Patient {
  readonly #parts: PatientParts;
  readonly registrar: Registrar;
  /** The registrations that browsers find: see `Registrar`. */
  readonly registrations = once(() => this.registrar.all());
  readonly browsers = once(() => installedBrowsers(this.systemRoot));
  readonly usbReaders = once(async () => usbReaders(this.systemRoot));
  /** Other programs that work with cards now. */
  readonly cardPrograms = once(async () => cardPrograms(this.proc, this.start));
  readonly cards = once(() => lookAtCards(this.#parts.openCards()));
  readonly wayOut = once(() => wayOut(this.portal, this.#parts.proxy));
  readonly portalSeen = once(() => this.#lookAtPortal());

  constructor(parts: PatientParts) {
    this.#parts = parts;
    this.registrar = parts.registrar ?? registrarOf(parts);
  }

  get start(): StartCommand {
    return this.#parts.start;
  }

  get systemRoot(): string {
    return this.#parts.systemRoot;
  }

  get settings(): string {
    return this.#parts.settings;
  }

  get portal(): URL | null {
    return this.#parts.portal;
  }

  get extension(): PatientParts["extension"] {
    return this.#parts.extension;
  }

  get proc(): string {
    return this.#parts.proc ?? "/proc";
  }

  get now(): Date {
    return this.#parts.now?.() ?? new Date();
  }

  #lookAtPortal(): Promise<PortalSeen | null> {
    const { trust, proxy, silence = SILENCE } = this.#parts;
    return lookAtPortal(this.portal, { trust, proxy, silence });
  }
}
