import { HOST_NAME } from "../../shared/identity";
import type { Engine } from "../install/browsers";
import { PERMIT_SNAP, type FoundBrowser, type Packaging } from "../install/found";
import type { LoadedByOther } from "../install/register";
import type { BrowserPlaces, Places } from "../install/places";

/** "Chromium, Chrome, and Firefox", or with "or". */
function titles(browsers: readonly { readonly title: string }[], type: Intl.ListFormatType = "conjunction"): string {
  return new Intl.ListFormat("en", { type }).format(browsers.map(({ title }) => title));
}

/** Which of these browsers are on the computer, and which are not. */
export function foundLines(browsers: readonly BrowserPlaces[], found: readonly FoundBrowser[]): string[] {
  const here = found.filter(({ browser }) => browsers.some(({ name }) => name === browser.name));
  const absent = browsers.filter(({ name }) => !here.some(({ browser }) => browser.name === name));
  const named = here.map(({ browser: { title }, packaging }) => ({
    title: packaging === "plain" ? title : `${title} (${packaging})`,
  }));
  return [
    ...(named.length === 0 ? [] : [`found ${titles(named)}`]),
    ...(absent.length === 0 ? [] : [`not found ${titles(absent)}: registered all the same, for when they come`]),
  ];
}

/** What a person has to know of a browser in a sandbox, by its packaging and engine. */
const SANDBOXED: Readonly<
  Record<Exclude<Packaging, "plain">, Readonly<Record<Engine, (one: FoundBrowser) => string>>>
> = {
  snap: {
    firefox: ({ browser: { title } }) =>
      `${title} is a snap here. When Varco is first used, the desktop asks whether the extension may start the program ` +
      `${HOST_NAME}: say yes. If you said no: ${PERMIT_SNAP}`,
    chromium: ({ browser: { title } }) =>
      `${title} is a snap here, and cannot start programs of the computer: Varco does not work in it. ` +
      "Use another browser, or install this one from a package.",
  },
  flatpak: {
    firefox: ({ browser: { title, signs } }) =>
      `${title} is a flatpak here. It starts Varco where the computer has xdg-native-messaging-proxy and the browser ` +
      "may speak with that: flatpak override --user --talk-name=org.freedesktop.NativeMessagingProxy " +
      signs.flatpaks.join(" "),
    chromium: ({ browser: { title } }) =>
      `${title} is a flatpak here, and cannot start programs of the computer: Varco does not work in it. ` +
      "Use another browser, or install this one from a package.",
  },
};

/** Notes on the browsers that are in a sandbox. */
export function sandboxNotes(browsers: readonly string[], found: readonly FoundBrowser[]): string[] {
  return found
    .filter(({ browser }) => browsers.includes(browser.name))
    .flatMap((one) => (one.packaging === "plain" ? [] : SANDBOXED[one.packaging][one.browser.engine](one)));
}

/** Notes on databases of modules that were left as they were, or that there are for each user only. */
export function moduleNotes(places: Places, browsers: readonly string[], others: readonly LoadedByOther[]): string[] {
  const notes = others.map(
    ({ browsers: those, name, path }) =>
      `The entry "${name}" in ${path} already makes ${titles(those)} load p11-kit's modules. Nothing was added.`,
  );
  if (places.sharesModuleFile)
    notes.push(`For root, p11-kit reads only the system's module files, so ${places.moduleFile} holds for all users.`);
  const perUser = places.browsers.filter(({ loadsModuleBy }) => loadsModuleBy === "nss-database");
  if (places.forEverybody && perUser.some(({ name }) => browsers.includes(name)))
    notes.push(
      `${titles(perUser)} keep a list of modules for each user. ` +
        "To have the module there, each user runs this with --user, or accepts it in the extension.",
    );
  return notes;
}

/**
 * What stays after uninstalling. Firefox and its relatives keep their list of modules in the profile, and a running one
 * would undo our change. Only the extension can change the list, and only while the module is registered.
 */
export function keepNote(browsers: readonly BrowserPlaces[]): string {
  const these = titles(browsers, "disjunction");
  return (
    `If you let ${these} use the card and did not turn that off, it goes on loading p11-kit's modules. ` +
    `To stop it, install again, turn it off in Varco's settings in ${these} ` +
    '("Stop the browser from using the card"), then uninstall.'
  );
}
