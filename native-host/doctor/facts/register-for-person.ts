import { modulePlaces } from "../../install/module-state";
import { refuseAnothersHome, userFolders } from "../../install/places";
import { findProxy } from "../../install/proxy";
import { refuseForeign } from "../../install/refuse-foreign";
import { register, supportedPlatform } from "../../install/register";
import type { StartCommand } from "../../install/start-script";

/**
 * Registers this host for this person in the folders of these browsers (null: of all of the table). `root`: folder of
 * the system's files. Returns the files written. Throws `install.…`, `module.path`.
 */
export function registerForPerson(
  root: string,
  command: StartCommand,
  browsers: readonly string[] | null,
  parts: readonly ("host" | "module")[],
): readonly string[] {
  const platform = supportedPlatform();
  const places = modulePlaces(root)?.user;
  if (places === undefined) return [];
  refuseAnothersHome(userFolders(platform, root), process.geteuid?.());
  refuseForeign(places, command);
  return register({
    places,
    browsers: browsers ?? places.browsers.map(({ name }) => name),
    command,
    parts,
    proxy: findProxy(root),
    root,
  }).written;
}
