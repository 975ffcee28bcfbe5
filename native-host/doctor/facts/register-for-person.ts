import { modulePlaces } from "../../install/module-state";
import { refuseAnothersHome, userFolders } from "../../install/places";
import { findProxy } from "../../install/proxy";
import { refuseForeign } from "../../install/refuse-foreign";
import { register, supportedPlatform } from "../../install/register";
import { unregister } from "../../install/unregister";
import type { Patient } from "../patient";
import { usedRegistrations } from "./registrations";

/**
 * Registers this host for this person, with these browsers (null: with all of the table). Returns the files written.
 * Throws `install.…`, `module.path`.
 */
export function registerForPerson(
  { systemRoot: root, start: command }: Patient,
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

/**
 * Mends the registrations that lead nowhere: takes this person's away where that for everybody works, else registers
 * this host. Returns the files written or removed. Throws as `registerForPerson`.
 */
export async function mendRegistrations(patient: Patient): Promise<readonly string[]> {
  const all = await patient.registrations();
  const broken = usedRegistrations(all).filter(({ problem }) => problem !== null);
  const works = (name: string) =>
    all.some(({ browser, of, problem }) => browser === name && of === "everybody" && problem === null);
  const names = broken.map(({ browser }) => browser);
  const needless = names.filter(works);
  const wanted = names.filter((name) => !works(name));
  const user = modulePlaces(patient.systemRoot)?.user;
  const removed =
    needless.length === 0 || user === undefined ? [] : unregister(user, { browsers: needless, profileFolders: [] });
  return [...removed, ...(wanted.length === 0 ? [] : registerForPerson(patient, wanted, ["host"]))];
}
