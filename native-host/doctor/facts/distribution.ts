import { readText } from "../../install/files";
import { join } from "node:path";

/** Families of Linux distributions that differ in their packages. */
type Family = "debian" | "fedora" | "arch" | "suse";

const FAMILIES: readonly (readonly [word: string, family: Family])[] = [
  ["debian", "debian"],
  ["ubuntu", "debian"],
  ["fedora", "fedora"],
  ["rhel", "fedora"],
  ["arch", "arch"],
  ["suse", "suse"],
];

/** What people may have to install, by the distribution. */
const INSTALL = {
  service: {
    debian: "sudo apt install pcscd libccid",
    fedora: "sudo dnf install pcsc-lite pcsc-lite-ccid",
    arch: "sudo pacman -S pcsclite ccid",
    suse: "sudo zypper install pcsc-lite pcsc-ccid",
  },
  driver: {
    debian: "sudo apt install libccid",
    fedora: "sudo dnf install pcsc-lite-ccid",
    arch: "sudo pacman -S ccid",
    suse: "sudo zypper install pcsc-ccid",
  },
} as const satisfies Record<string, Record<Family, string>>;

/**
 * The command that installs it on this distribution; null: the distribution is not known. Source: os-release(5), `ID`
 * and `ID_LIKE`. `root`: folder of the system's files.
 */
export function installCommand(what: keyof typeof INSTALL, root: string): string | null {
  const text = readText(join(root, "etc/os-release"), "utf8") ?? "";
  const names = [...text.matchAll(/^ID(?:_LIKE)?=(.*)$/gm)]
    .map(([, value = ""]) => value.replaceAll('"', ""))
    .join(" ");
  const family = FAMILIES.find(([name]) => names.split(" ").some((one) => one.startsWith(name) || one.endsWith(name)));
  return family === undefined ? null : INSTALL[what][family[1]];
}
