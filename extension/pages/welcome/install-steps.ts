import type { MessageKey } from "../i18n";

/** Operating systems, as far as the program is installed in different ways. */
export type System = "linux" | "mac" | "other";

export interface InstallStep {
  readonly text: MessageKey;
  /** Command lines for a terminal, the first that fits is enough. `on`: which system it is for, where there are several. */
  readonly commands: readonly { readonly on?: string; readonly line: string }[];
}

const OPEN_TERMINAL: InstallStep = { text: "welcome_install_folder", commands: [] };
const REGISTER: InstallStep = { text: "welcome_install_register", commands: [{ line: "npm run -s host -- install" }] };

/** How the program gets onto a computer. */
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

/** The system by the browser's name for it (`runtime.PlatformOs`). */
export function systemOf(os: string): System {
  return SYSTEMS.get(os) ?? "other";
}
