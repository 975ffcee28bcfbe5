import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

const ROOTS = fileURLToPath(new URL("../../.cache/roots", import.meta.url));
/** What the packaged program needs of Debian on arm64: C, C++, Node's atomic operations, and the way to pcscd. */
const PACKAGES = ["libc6", "libgcc-s1", "libstdc++6", "libatomic1", "libpcsclite1"];
/** A file in the root that says what it was made of. */
const CONTENTS = "packages";
const KEYS = "/usr/share/keyrings/debian-archive-keyring.gpg";

/**
 * The folder of a Debian for arm64 with those libraries, of the same release as this machine: libpcsclite and the
 * machine's pcscd then speak the same protocol. It is kept in `.cache`, and made if it is missing or made of other
 * packages. This machine's own list of packages and architectures stays as it is: apt works in a folder of its own.
 * Throws `Error`.
 */
export async function arm64Root(): Promise<string> {
  const root = join(ROOTS, "arm64");
  if (isMadeOf(root, PACKAGES)) return root;
  rmSync(root, { recursive: true, force: true });
  mkdirSync(ROOTS, { recursive: true });
  const made = mkdtempSync(join(ROOTS, "arm64-"));
  try {
    const { env, archives } = await ownApt(join(made, "apt"));
    await run("apt-get", ["update", "-q"], { env });
    await run("apt-get", ["download", "-q", ...PACKAGES], { env, cwd: archives });
    for (const file of readdirSync(archives)) await run("dpkg-deb", ["-x", join(archives, file), join(made, "root")]);
    writeFileSync(join(made, "root", CONTENTS), PACKAGES.join("\n"));
    // Others may have made one meanwhile; then that one counts.
    if (!existsSync(root)) renameSync(join(made, "root"), root);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return root;
}

function isMadeOf(root: string, packages: readonly string[]): boolean {
  const file = join(root, CONTENTS);
  return existsSync(file) && readFileSync(file, "utf8") === packages.join("\n");
}

/** A folder in which apt keeps lists for arm64, from the mirrors that this machine uses for its own Debian. */
async function ownApt(folder: string): Promise<{ env: NodeJS.ProcessEnv; archives: string }> {
  const archives = join(folder, "archives");
  for (const name of ["archives", "cache/archives/partial", "lists/partial"])
    mkdirSync(join(folder, name), { recursive: true });
  const { stdout } = await run("apt-get", [
    "indextargets",
    "--format",
    `deb [signed-by=${KEYS}] $(REPO_URI) $(RELEASE) $(COMPONENT)`,
    "Created-By: Packages",
    "Component: main",
    "Origin: Debian",
  ]);
  writeFileSync(join(folder, "sources.list"), [...new Set(stdout.split("\n"))].join("\n"));
  writeFileSync(join(folder, "status"), "");
  const settings = join(folder, "apt.conf");
  writeFileSync(
    settings,
    [
      `Dir::State "${folder}";`,
      `Dir::State::status "${folder}/status";`,
      `Dir::Cache "${folder}/cache";`,
      `Dir::Etc::sourcelist "${folder}/sources.list";`,
      'Dir::Etc::sourceparts "/dev/null";',
      'APT::Architecture "arm64";',
      'APT::Architectures { "arm64"; };',
      'APT::Sandbox::User "";',
      'Acquire::Languages "none";',
      "",
    ].join("\n"),
  );
  return { env: { ...process.env, APT_CONFIG: settings }, archives };
}

/**
 * The same Debian with one list of authorities, this one: what qemu shows a program as the system's. To be removed by
 * the caller.
 */
export function rootThatTrusts(root: string, authority: string): string {
  const folder = mkdtempSync(join(tmpdir(), "varco-arm64-"));
  for (const name of readdirSync(root)) if (name !== "etc") symlinkSync(join(root, name), join(folder, name));
  mkdirSync(join(folder, "etc/ssl/certs"), { recursive: true });
  writeFileSync(join(folder, "etc/ssl/certs/ca-certificates.crt"), authority);
  return folder;
}
