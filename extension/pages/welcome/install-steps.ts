import type { MessageKey } from "../i18n";

/** Operating systems that differ in how the program is installed. */
export type System = "linux" | "mac" | "other";

export interface InstallStep {
  readonly text: MessageKey;
  /** Commands for a terminal. One is enough: the one for the person's system (`on`). */
  readonly commands: readonly { readonly on?: string; readonly line: string }[];
}

const OPEN_TERMINAL: InstallStep = { text: "welcome_install_folder", commands: [] };
const REGISTER: InstallStep = { text: "welcome_install_register", commands: [{ line: "npm run -s host -- install" }] };

/** The steps to install the program, by system. */
export const INSTALL_STEPS: Readonly<Record<System, readonly InstallStep[]>> = {
  linux: [
    {
      text: "welcome_install_service",
      commands: [
        { on: "Debian, Ubuntu", line: "sudo apt install pcscd" },
        { on: "Fedora", line: "sudo dnf install pcsc-lite pcsc-lite-ccid" },
      ],
    },
    OPEN_TERMINAL,
    REGISTER,
  ],
  mac: [OPEN_TERMINAL, REGISTER],
  other: [{ text: "welcome_install_other", commands: [] }],
};

const SYSTEMS: ReadonlyMap<string, System> = new Map([
  ["linux", "linux"],
  ["mac", "mac"],
]);

/** The system that the browser names (`runtime.PlatformOs`). */
export function systemOf(os: string): System {
  return SYSTEMS.get(os) ?? "other";
}
