import { execFile } from "node:child_process";
import { closeSync, existsSync, openSync, readSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { BROWSERS, type Browser } from "../../install/browsers";

type BrowserSigns = Browser["signs"];

/** How a browser was packed: `snap` and `flatpak` keep it in a box, and ask before it may start a program outside. */
export type Packaging = "plain" | "snap" | "flatpak";

/** A browser that is on this computer. */
export interface InstalledBrowser {
  /** Its name in the table of browsers. */
  readonly name: string;
  readonly title: string;
  /** Its own words; null: it did not tell. */
  readonly version: string | null;
  readonly packaging: Packaging;
  /** Its name in the box. */
  readonly application: string | null;
}

/** Folders in which flatpak puts what it starts. */
const FLATPAK = ["/var/lib/flatpak/exports/bin", ".local/share/flatpak/exports/bin"] as const;
/** The folder in which snapd does. */
const SNAP = "snap/bin";
/** Milliseconds for a browser to tell its version. */
const PATIENCE = 8_000;

/** The browsers of the table that are there. `root`: folder of the system's files. */
export async function installedBrowsers(root: string, path = process.env["PATH"] ?? ""): Promise<InstalledBrowser[]> {
  const programs = process.platform === "darwin" ? bundlePrograms() : linuxPrograms(root, path.split(delimiter));
  const found = await Promise.all(
    BROWSERS.map(async ({ name, title, signs }) => {
      const program = programs(signs).find((file) => existsSync(file));
      if (program === undefined) return null;
      const boxed = boxOf(program);
      return { name, title, ...boxed, version: boxed.packaging === "plain" ? await versionOf(program) : null };
    }),
  );
  return found.filter((browser) => browser !== null);
}

/** Where the program of a browser may be, by its signs. */
type Candidates = (signs: BrowserSigns) => string[];

function linuxPrograms(root: string, path: readonly string[]): Candidates {
  const flatpak = [join(root, FLATPAK[0]), join(homedir(), FLATPAK[1])];
  const inside = (folders: readonly string[], names: readonly string[]) =>
    folders.flatMap((folder) => names.map((name) => join(folder, name)));
  const folders = path.filter((folder) => folder !== "");
  return ({ programs, snaps, flatpaks }) => [
    ...inside(folders, programs.linux),
    ...inside([join(root, SNAP)], snaps),
    ...inside(flatpak, flatpaks),
  ];
}

function bundlePrograms(): Candidates {
  return ({ programs }) =>
    programs.darwin.flatMap((bundle) =>
      ["/Applications", join(homedir(), "Applications")].map((folder) =>
        join(folder, bundle, "Contents/MacOS", bundle.startsWith("Firefox") ? "firefox" : bundle.replace(".app", "")),
      ),
    );
}

/** Ubuntu's `firefox` is a script that starts the snap. */
function boxOf(program: string): Pick<InstalledBrowser, "packaging" | "application"> {
  const real = realpathSync(program);
  const name = program.split("/").at(-1) ?? "";
  if (program.includes("/flatpak/exports/")) return { packaging: "flatpak", application: name };
  const isSnap = /\/snap\/bin\//.test(program) || real.endsWith("/snap") || startsSnap(real);
  return isSnap ? { packaging: "snap", application: `snap.${name}` } : { packaging: "plain", application: null };
}

function startsSnap(file: string): boolean {
  const head = Buffer.alloc(2048);
  const descriptor = openSync(file, "r");
  try {
    const text = head.toString("latin1", 0, readSync(descriptor, head));
    return text.startsWith("#!") && text.includes("/snap/bin/");
  } finally {
    closeSync(descriptor);
  }
}

async function versionOf(program: string): Promise<string | null> {
  const ran = promisify(execFile)(program, ["--version"], { timeout: PATIENCE, windowsHide: true });
  return ran.then(
    ({ stdout }) => /\d+(?:\.\d+)+\S*/.exec(stdout)?.[0] ?? null,
    () => null,
  );
}
