// `node scripts/roots/trixie-wine.mjs`: makes .cache/roots/trixie-wine if it is missing or was made by another version of
// this file. It is Debian trixie with what Varco's Debian package needs, and with Wine, which runs programs for Windows
// and shows the readers of pcscd to them in its winscard.dll. /prefix in there is Wine's drive C: with its registry,
// fresh. Nothing ever changes it: test/windows/wine-root.ts lays a file system in memory over it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../.cache/roots/trixie-wine", import.meta.url));
const STAMP = `${ROOT}/varco-root`;
/**
 * pcscd 1.9 of bookworm does not talk to the clients of trixie, and Wine 8 of bookworm is too old for Node. The last
 * three are what Varco's Debian package needs besides.
 */
const PACKAGES = [
  "wine",
  "wine64",
  "pcscd",
  "libpcsclite1",
  "vsmartcard-vpcd",
  "libccid",
  "p11-kit",
  "p11-kit-modules",
];
/**
 * Has dpkg leave out what nobody reads there. mmdebstrap's own option for it costs half a minute: it runs a filter in
 * Python for each package that it unpacks without dpkg.
 */
const UNREAD = ["doc", "man", "locale", "info"].map((folder) => `path-exclude=/usr/share/${folder}/*`);
const LEAVE_OUT = `printf '%s\\n' ${UNREAD.map((line) => `'${line}'`).join(" ")} >"$1/etc/dpkg/dpkg.cfg.d/unread"`;
/** Wine's first start, without what needs a screen or the network. */
const PREFIX = `
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
exec chroot "$1" env -i PATH=/usr/bin:/bin HOME=/root LANG=C.UTF-8 WINEPREFIX=/prefix WINEDEBUG=-all \\
  WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=" sh -c "wineboot -i && wineserver -w"
`;

const version = createHash("sha256")
  .update(readFileSync(fileURLToPath(import.meta.url)))
  .digest("hex");

/** Where this machine has its own Debian from. */
function mirror() {
  const about = ["indextargets", "--format", "$(REPO_URI) $(RELEASE)", "Origin: Debian", "Component: main"];
  const lines = spawnSync("apt-get", about, { encoding: "utf8" }).stdout.split("\n");
  // Not that of security updates, whose releases have longer names.
  return lines.map((line) => /^(\S+) [a-z]+$/.exec(line)?.[1]).find((address) => address !== undefined);
}

/** Makes the root if need be. Exits with 1 where that fails. */
export function makeWineRoot() {
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === version) return;
  if (process.getuid?.() !== 0) {
    console.error("Only root can make and enter a Debian with Wine. Run the stage windows as root.");
    process.exit(1);
  }
  console.error("Making a Debian with Wine in .cache/roots: some minutes, once");
  const fresh = `${ROOT}.${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  const debian = [
    "--variant=minbase",
    `--include=${PACKAGES.join(",")}`,
    // What dpkg would wait for.
    "--dpkgopt=force-unsafe-io",
    `--extract-hook=${LEAVE_OUT}`,
    "--aptopt=Acquire::Languages none",
    "--quiet",
    "trixie",
    fresh,
    mirror(),
  ];
  const done = [
    ["mmdebstrap", debian],
    ["unshare", ["-m", "-p", "-f", "--kill-child", "sh", "-ec", PREFIX, "sh", fresh]],
  ].every(([program, args]) => spawnSync(program, args, { stdio: ["ignore", "ignore", "inherit"] }).status === 0);
  if (!done || !existsSync(`${fresh}/prefix/drive_c/windows/system32/winscard.dll`)) {
    rmSync(fresh, { recursive: true, force: true });
    console.error("The Debian with Wine could not be made.");
    process.exit(1);
  }
  writeFileSync(`${fresh}/varco-root`, version);
  rmSync(ROOT, { recursive: true, force: true });
  renameSync(fresh, ROOT);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeWineRoot();
