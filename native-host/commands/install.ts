import { homedir } from "node:os";
import { resolve } from "node:path";
import type { FolderPlatform } from "../install/browsers";
import { readText } from "../install/files";
import { foundBrowsers, programFolders } from "../install/found";
import { hiddenBy, modulePlaces } from "../install/module-state";
import { registeredProgram } from "../install/other-registration";
import { systemPlaces, type Places } from "../install/places";
import { findProxy, PROXY_PACKAGES } from "../install/proxy";
import { foreignIn, refuseForeign } from "../install/refuse-foreign";
import { register } from "../install/register";
import { commandIn } from "../install/start-script";
import { unregister } from "../install/unregister";
import type { Command } from "./command";
import { INSTALL_USAGE, readInstallArguments } from "./install-arguments";
import { foundLines, keepNote, moduleNotes, sandboxNotes } from "./install-notes";

/** Registers the host and the PKCS#11 module: for this user, or for all. */
export const install: Command = {
  name: "install",
  usage: [
    INSTALL_USAGE,
    "Register Varco with the browsers of this user, or of all users (--system). --profile-folder is for what Chromium " +
      "or a relative is given as --user-data-dir, in which alone it looks then. " +
      "--root is for packages: the folder of the system's files.",
  ],
  async run(args, { start, systemRoot }, { output }) {
    const { platform, places, browsers, profileFolders, root } = readInstallArguments(args, systemRoot);
    const note = (text: string) => output.write(`note: ${text}\n`);
    // A package is made on another system than the one that will run it.
    const packaged = root !== resolve(systemRoot);
    // In a profile folder nothing is written that others' programs follow.
    if (!packaged && browsers.length > 0) refuseForeign(places, start);
    const proxy = findProxy(root);
    const before = commandIn(readText(places.script.written, "utf8") ?? "");
    const other = packaged ? null : registeredProgram(places, root);
    const { written, others } = register({
      places,
      browsers,
      profileFolders,
      command: start,
      parts: ["host", "module"],
      proxy,
      root,
    });
    for (const path of written) output.write(`written ${path}\n`);
    const chosen = places.browsers.filter(({ name }) => browsers.includes(name));
    if (!packaged && chosen.length > 0) {
      const found = foundBrowsers(platform, { root, home: homedir(), folders: programFolders(platform, homedir()) });
      for (const line of foundLines(chosen, found)) output.write(`${line}\n`);
      for (const text of sandboxNotes(browsers, found)) note(text);
    }
    const after = commandIn(readText(places.script.written, "utf8") ?? "");
    if (before !== null && before !== after) note(`This took the place of another Varco: ${before}.`);
    if (other !== null && other !== places.script.seen)
      note(`Browsers started another Varco before: ${other}. To have that again, install it again.`);
    const everybodys = packaged ? null : programForEverybody(platform, places, root);
    if (everybodys !== null) note(`Varco is registered for everybody, too: ${everybodys}. Your browsers use this one.`);
    const changeable = packaged && (places.forEverybody || places.sharesModuleFile) ? foreignIn(start) : null;
    if (changeable !== null)
      note(
        `Others than root can change ${changeable}, and the programs of all users, root's too, will run it. ` +
          "Install from a folder that only root can change.",
      );
    if (places.moduleFile === null || browsers.length === 0) return;
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
    for (const text of moduleNotes(places, browsers, others)) note(text);
  },
};

/** Takes the registration back. */
export const uninstall: Command = {
  name: "uninstall",
  usage: [INSTALL_USAGE, "Take back that registration, with every profile folder unless a browser or folder is named."],
  async run(args, { systemRoot }, { output }) {
    const { platform, places, browsers, profileFolders, everything, root } = readInstallArguments(args, systemRoot);
    const removed = unregister(places, { browsers, profileFolders: everything ? "all" : profileFolders });
    for (const path of removed) output.write(`removed ${path}\n`);
    const keepers = places.browsers.filter(({ moduleManifests }) =>
      moduleManifests.some((path) => removed.includes(path)),
    );
    if (keepers.length > 0) output.write(`note: ${keepNote(keepers)}\n`);
    const everybodys = removed.length === 0 ? null : programForEverybody(platform, places, root);
    if (everybodys !== null) output.write(`note: Varco stays registered for everybody: ${everybodys}.\n`);
  },
};

/** What browsers start for everybody, beside these places, which they look into first; null: nothing. */
function programForEverybody(platform: FolderPlatform, places: Places, root: string): string | null {
  return places.forEverybody ? null : registeredProgram(systemPlaces(platform, root), root);
}
