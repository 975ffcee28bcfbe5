import { existsSync, readFileSync } from "node:fs";

const OS_RELEASE = "/etc/os-release";

/**
 * Operating systems, the first that fits counts. `debian`: packages.mjs names its packages, and every stage of the
 * tests runs there. Elsewhere `install` is the line that readies the computer for a build and a card reader.
 */
export const SYSTEMS = [
  { name: "macOS", debian: false, fits: ({ platform }) => platform === "darwin", install: "xcode-select --install" },
  {
    name: "Ubuntu",
    debian: false,
    fits: ({ ids }) => ids.includes("ubuntu"),
    install: "sudo apt install g++ make python3 libpcsclite-dev pcscd",
  },
  { name: "Debian", debian: true, fits: ({ ids }) => ids.includes("debian"), install: null },
  {
    name: "Fedora",
    debian: false,
    fits: ({ ids }) => ids.includes("fedora"),
    install: "sudo dnf install gcc-c++ make python3 pcsc-lite-devel pcsc-lite pcsc-lite-ccid",
  },
  { name: "this system", debian: false, fits: () => true, install: null },
];

/** The system by Node's name for the platform and the text of os-release(5), empty where there is none. */
export function systemOf(platform, osRelease) {
  const field = (name) => new RegExp(`^${name}=["']?([^"'\\n]*)`, "m").exec(osRelease)?.[1] ?? "";
  const ids = `${field("ID")} ${field("ID_LIKE")}`.trim().toLowerCase().split(/\s+/);
  return SYSTEMS.find(({ fits }) => fits({ platform, ids }));
}

/** The system that this process runs on. */
export function thisSystem() {
  return systemOf(process.platform, existsSync(OS_RELEASE) ? readFileSync(OS_RELEASE, "utf8") : "");
}
