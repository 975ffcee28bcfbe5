import { resolve } from "node:path";
import { readArguments } from "./arguments";
import { BROWSERS, type FolderPlatform } from "../install/browsers";
import {
  refuseAnothersHome,
  systemPlaces,
  userFolders,
  userPlaces,
  type BrowserPlaces,
  type Places,
} from "../install/places";
import { findProxy, PROXY_PACKAGES } from "../install/proxy";
import { hiddenBy, modulePlaces } from "../install/module-state";
import { foreignIn, refuseForeign } from "../install/refuse-foreign";
import { register, supportedPlatform } from "../install/register";
import { unregister } from "../install/unregister";
import { VarcoError } from "../../shared/errors";
import type { Command } from "./command";

const OPTIONS = {
  browser: { type: "string", default: "all" },
  user: { type: "boolean" },
  system: { type: "boolean" },
  root: { type: "string" },
} as const;
const NAMES: readonly string[] = BROWSERS.map(({ name }) => name);
const USAGE = `[--browser ${NAMES.join("|")}|all] [--user | --system] [--root DIR]`;

/** Registers the host and the PKCS#11 module: for this user, or for all. */
export const install: Command = {
  name: "install",
  usage: [
    USAGE,
    "Register Varco with the browsers of this user, or of all users (--system). " +
      "--root is for packages: the folder of the system's files.",
  ],
  async run(args, { start, systemRoot }, { output }) {
    const { places, browsers, root } = read(args, systemRoot);
    // A package is made on another system than the one that will run it.
    const packaged = root !== resolve(systemRoot);
    if (!packaged) refuseForeign(places, start);
    const proxy = findProxy(root);
    const { written, others } = register({ places, browsers, command: start, parts: ["host", "module"], proxy, root });
    for (const path of written) output.write(`written ${path}\n`);
    const note = (text: string) => output.write(`note: ${text}\n`);
    const changeable = packaged && (places.forEverybody || places.sharesModuleFile) ? foreignIn(start) : null;
    if (changeable !== null)
      note(
        `Others than root can change ${changeable}, and the programs of all users, root's too, will run it. ` +
          "Install from a folder that only root can change.",
      );
    if (places.moduleFile === null) return;
    if (proxy === null) {
      note(
        `p11-kit is missing, so the PKCS#11 module was not registered. Install p11-kit (${PROXY_PACKAGES}), ` +
          "then run this again.",
      );
      return;
    }
    const known = modulePlaces(root);
    const hidden = known === null || places.forEverybody ? null : hiddenBy(known);
    if (hidden !== null)
      note(
        `p11-kit does not read the modules of a person (user-config in ${hidden}), so no program finds this one. ` +
          "Install with --system, or have that line changed to merge.",
      );
    for (const { browsers: those, name, path } of others)
      note(`The entry "${name}" in ${path} already makes ${titles(those)} load p11-kit's modules. Nothing was added.`);
    if (places.sharesModuleFile)
      note(`For root, p11-kit reads only the system's module files, so ${places.moduleFile} holds for all users.`);
    const perUser = places.browsers.filter(({ loadsModuleBy }) => loadsModuleBy === "nss-database");
    if (places.forEverybody && perUser.some(({ name }) => browsers.includes(name)))
      note(
        `${titles(perUser)} keep a list of modules for each user. ` +
          "To have the module there, each user runs this with --user, or accepts it in the extension.",
      );
  },
};

/** Takes the registration back. */
export const uninstall: Command = {
  name: "uninstall",
  usage: [USAGE, "Take back that registration."],
  async run(args, { systemRoot }, { output }) {
    const { places, browsers } = read(args, systemRoot);
    const removed = unregister(places, browsers);
    for (const path of removed) output.write(`removed ${path}\n`);
    if (places.browsers.some(({ moduleManifests }) => moduleManifests.some((path) => removed.includes(path))))
      output.write(`note: ${FIREFOX_KEEPS}\n`);
  },
};

/**
 * Firefox keeps its list of modules in the profile, and a running Firefox would undo our change. Only the extension can
 * change the list, and only while the module is registered.
 */
const FIREFOX_KEEPS =
  "If you let Firefox use the card and did not turn that off, Firefox goes on loading p11-kit's modules. " +
  "To stop it, install again, turn it off in Varco's settings in Firefox " +
  '("Stop the browser from using the card"), then uninstall.';

interface Asked {
  readonly places: Places;
  readonly browsers: readonly string[];
  readonly root: string;
}

function read(args: string[], systemRoot: string): Asked {
  const {
    browser,
    user = false,
    system = false,
    root: given = systemRoot,
  } = readArguments({ args, options: OPTIONS }).values;
  const root = resolve(given);
  if (user && system) throw new VarcoError("usage", { reason: "Give either --user or --system, not both." });
  const platform = supportedPlatform();
  if (system && root === "/" && process.getuid?.() !== 0) throw new VarcoError("install.root");
  const places = system ? systemPlaces(platform, root) : placesOfUser(platform, root);
  return { places, browsers: browsersIn(browser), root };
}

function placesOfUser(platform: FolderPlatform, root: string): Places {
  const folders = userFolders(platform, root);
  refuseAnothersHome(folders, process.geteuid?.());
  return userPlaces(platform, folders);
}

function browsersIn(browser: string): readonly string[] {
  if (browser === "all") return NAMES;
  if (!NAMES.includes(browser))
    throw new VarcoError("usage", { reason: `--browser takes ${NAMES.join(", ")} or all.` });
  return [browser];
}

/** "Chromium and Chrome". */
function titles(browsers: readonly BrowserPlaces[]): string {
  return new Intl.ListFormat("en").format(browsers.map(({ title }) => title));
}
