import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findProxy } from "../../../native-host/install/proxy";

/** What browsers answer to `--version`. */
const BROWSERS: Readonly<Record<string, string>> = {
  chromium: "Chromium 142.0.7444.59",
  firefox: "Mozilla Firefox 140.4.0esr",
  librewolf: "Mozilla LibreWolf 144.0",
};
/** Debian's place of the smart-card service. */
export const SERVICE = "usr/sbin/pcscd";
export const DRIVER = "usr/lib/pcsc/drivers/ifd-ccid.bundle";

/** The system's files of a computer of its own, in a folder. */
export interface SystemFiles {
  readonly root: string;
  /** Writes a file with the folders above it. */
  readonly write: (path: string, text: string, mode?: number) => void;
  /** Links to the file of the machine. */
  readonly link: (path: string) => void;
  readonly delete: (path: string) => void;
  /** Installs a browser that does nothing but tell its version. */
  readonly installBrowser: (name: "chromium" | "firefox" | "librewolf") => void;
  readonly remove: () => void;
}

/** A Debian with Firefox, Chromium, p11-kit, the smart-card service and the driver of readers. */
export function systemFiles(): SystemFiles {
  const root = mkdtempSync(join(tmpdir(), "varco-system-"));
  const made = (path: string) => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    return file;
  };
  const system: SystemFiles = {
    root,
    write: (path, text, mode = 0o644) => writeFileSync(made(path), text, { mode }),
    link: (path) => symlinkSync(join("/", path), made(path)),
    delete: (path) => rmSync(join(root, path), { recursive: true }),
    installBrowser: (name) => system.write(`usr/bin/${name}`, `#!/bin/sh\necho "${BROWSERS[name]}"\n`, 0o755),
    remove: () => rmSync(root, { recursive: true }),
  };
  system.installBrowser("chromium");
  system.installBrowser("firefox");
  for (const path of [findProxy("/"), SERVICE]) if (path !== null) system.link(path);
  mkdirSync(made(join(DRIVER, "Contents")), { recursive: true });
  copyFileSync("/etc/os-release", made("etc/os-release"));
  return system;
}
