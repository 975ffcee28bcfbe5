import { proxyPlaces } from "../../../native-host/install/proxy";
import type { LinuxNames } from "../systems";

/** What differs between the families of Linux distributions. */
export interface LinuxFamily {
  /** Packages without which the program is of no use, in the form of the family's own dependencies. */
  readonly needs: readonly string[];
  /** p11-kit's proxy, for Firefox's manifest. */
  readonly proxy: (names: LinuxNames) => string;
  /** Whether its browsers load an extension that a package brings, and nobody has signed. */
  readonly loadsExtension: boolean;
  /** Where zsh looks for completions of packages. */
  readonly zsh: string;
}

/** The first place that lies in this folder. */
function proxyIn(folder: RegExp, { node }: LinuxNames): string {
  const found = proxyPlaces(node).find((place) => folder.test(place));
  if (found === undefined) throw new Error(`p11-kit's proxy has no place in ${folder.source}`);
  return found;
}

/** Debian, Ubuntu and their relatives. The libraries are those that Node names, and the one that koffi loads. */
export const DEBIAN: LinuxFamily = {
  needs: [
    "pcscd",
    "libccid",
    "libpcsclite1",
    "p11-kit",
    "p11-kit-modules",
    "libc6 (>= 2.28)",
    "libstdc++6 (>= 8)",
    "libgcc-s1",
    "libatomic1",
  ],
  proxy: (names) => proxyIn(/-linux-gnu\//, names),
  loadsExtension: true,
  zsh: "/usr/share/zsh/vendor-completions",
};

/** Fedora and its relatives, and openSUSE, which has other names for the driver and the library. */
export const FEDORA: LinuxFamily = {
  needs: [
    "pcsc-lite",
    "(pcsc-lite-ccid or pcsc-ccid)",
    "(pcsc-lite-libs or libpcsclite1)",
    "p11-kit",
    "glibc >= 2.28",
    "(libstdc++ or libstdc++6)",
    "(libatomic or libatomic1)",
  ],
  proxy: (names) => proxyIn(/^\/usr\/lib64\//, names),
  loadsExtension: false,
  zsh: "/usr/share/zsh/site-functions",
};
