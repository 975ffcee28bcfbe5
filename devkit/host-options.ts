import { readFileSync } from "node:fs";
import { BINDINGS, type BindingName } from "../native-host/readers/binding";
import type { Trust } from "../native-host/tls/trust";

/** Options that a devkit host has and the release lacks. They precede the arguments that the browser adds. */
export interface DevkitHostOptions {
  /** The options as the command gave them. */
  readonly own: readonly string[];
  /** Loopback port of a virtual card's door; null: real PC/SC readers. */
  readonly cardPort: number | null;
  /** The way to real readers; undefined: what the release takes. */
  readonly binding: BindingName | undefined;
  readonly trust: Trust;
  /** Folder that stands for the system's. */
  readonly systemRoot: string;
  /** Folder that stands for `$XDG_RUNTIME_DIR`; null: that one. */
  readonly runtimeFolder: string | null;
  /** Arguments for the host itself. */
  readonly rest: readonly string[];
}

const CARD = "--devkit-card=";
const BINDING = "--devkit-pcsc=";
const TRUST = "--devkit-trust=";
const SYSTEM = "--devkit-system=";
const RUNTIME = "--devkit-runtime=";

/** Takes the devkit's own options off the front of the arguments. */
export function readHostOptions(args: readonly string[]): DevkitHostOptions {
  const end = args.findIndex((arg) => !arg.startsWith("--devkit-"));
  const own = end < 0 ? args : args.slice(0, end);
  const value = (name: string) => own.find((arg) => arg.startsWith(name))?.slice(name.length);
  const port = value(CARD);
  const trustFile = value(TRUST);
  return {
    own,
    cardPort: port === undefined ? null : Number(port),
    binding: BINDINGS.find((name) => name === value(BINDING)),
    trust: trustFile === undefined ? {} : { extraCa: readFileSync(trustFile, "utf8") },
    systemRoot: value(SYSTEM) ?? "/",
    runtimeFolder: value(RUNTIME) ?? null,
    rest: end < 0 ? [] : args.slice(end),
  };
}

/** The options that a command can carry. */
export interface HostOptionWords {
  readonly cardPort: number | null;
  readonly binding?: BindingName | undefined;
  /** Path of a PEM file; null: the system's trust alone. */
  readonly trustFile: string | null;
  readonly systemRoot?: string | undefined;
  readonly runtimeFolder?: string | undefined;
}

/** Writes the options as words of a command. */
export function writeHostOptions({
  cardPort,
  binding,
  trustFile,
  systemRoot,
  runtimeFolder,
}: HostOptionWords): string[] {
  const word = (name: string, value: string | number | null | undefined) =>
    value === null || value === undefined ? [] : [`${name}${value}`];
  return [
    ...word(CARD, cardPort),
    ...word(BINDING, binding),
    ...word(TRUST, trustFile),
    ...word(SYSTEM, systemRoot),
    ...word(RUNTIME, runtimeFolder),
  ];
}
