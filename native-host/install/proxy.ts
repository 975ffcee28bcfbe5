import { existsSync } from "node:fs";
import { join } from "node:path";

/** The folder for libraries of one architecture on Debian and its relatives, by Node's name for it. */
const MULTIARCH: Readonly<Record<string, string>> = {
  arm: "arm-linux-gnueabihf",
  arm64: "aarch64-linux-gnu",
  ia32: "i386-linux-gnu",
  loong64: "loongarch64-linux-gnu",
  ppc64: "powerpc64le-linux-gnu",
  riscv64: "riscv64-linux-gnu",
  s390x: "s390x-linux-gnu",
  x64: "x86_64-linux-gnu",
};

/** Packages that hold the library, for the person. */
export const PROXY_PACKAGES = "Debian and Ubuntu: libp11-kit0; Fedora: p11-kit; Arch: libp11-kit";

/**
 * p11-kit's PKCS#11 module that shows all others, and the library that it is another name for, which is there with less
 * installed.
 */
export const PROXY_NAMES = ["p11-kit-proxy.so", "libp11-kit.so.0"] as const;

/** Where the library may be, best first: Debian's folder, Fedora's and openSUSE's, Arch's. */
export function proxyPlaces(arch: string): string[] {
  const multiarch = MULTIARCH[arch];
  const folders = [...(multiarch === undefined ? [] : [`/usr/lib/${multiarch}`]), "/usr/lib64", "/usr/lib"];
  return PROXY_NAMES.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
}

/**
 * Path of p11-kit's proxy on the system whose files are under `root`, as programs of that system see it; null: there is
 * none.
 */
export function findProxy(root: string, arch: string = process.arch): string | null {
  return proxyPlaces(arch).find((path) => existsSync(join(root, path))) ?? null;
}
