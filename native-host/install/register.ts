import { dirname } from "node:path";
import { VarcoError } from "../../shared/errors";
import type { FolderPlatform } from "./browsers";
import { stageFile, type StagedFile } from "./files";
import { makeFolder } from "./folders";
import { InstallRecord } from "./install-record";
import { removeFromDatabase, type OtherEntry } from "./nss-database";
import { isSupported, type BrowserPlaces } from "./places";
import { planOf, type Plan, type PlannedFile, type Registration } from "./plan";
import { profileManifest } from "./profile-folder";
import { isInUse } from "./registered";
import { removeUnfinished, unfinished } from "./unfinished";

/** Browsers that loaded p11-kit's proxy before we came. Their database is left as it is. */
export interface LoadedByOther extends OtherEntry {
  readonly browsers: readonly BrowserPlaces[];
}

/** What a registration did. */
export interface Registered {
  readonly written: readonly string[];
  readonly others: readonly LoadedByOther[];
}

/** This system, if its places are known. Throws `install.system`. */
export function supportedPlatform(): FolderPlatform {
  const { platform } = process;
  if (!isSupported(platform)) throw new VarcoError("install.system", { system: platform });
  return platform;
}

/**
 * Writes the start script and what browsers and p11-kit look for: everything, or nothing where something cannot be
 * written. Throws `install.write`, `install.read`, `install.newer`, `module.path`.
 */
export function register(registration: Registration): Registered {
  const { places } = registration;
  const record = new InstallRecord(places.folder);
  removeUnfinished(unfinished(places, record));
  const plan = planOf(registration);
  commit(staged(plan, registration, record));
  for (const { database } of plan.others) removeFromDatabase(database, record);
  return {
    written: [...plan.files.map(({ path }) => path), ...plan.done],
    others: plan.others.map(({ database, path, name }) => ({
      path,
      name,
      browsers: places.browsers.filter(({ databases }) => databases.includes(database)),
    })),
  };
}

/** All files, beside their places. What cannot be written fails here, and leaves the registration as it was. */
function staged(plan: Plan, { places, browsers, profileFolders = [], parts }: Registration, record: InstallRecord) {
  const ready: StagedFile[] = [];
  try {
    record.announce(
      {
        files: plan.files.map(({ path }) => path),
        lists: plan.newLists,
        browsers: parts.includes("host") ? browsers : [],
        profiles: profileFolders.map(profileManifest),
      },
      { mode: 0o755, exact: places.forEverybody },
    );
    for (const file of plan.files) ready.push(stageInFolder(file));
    return ready;
  } catch (thrown) {
    for (const one of ready) one.discard();
    tidy(record, !isInUse(places, record));
    throw thrown;
  }
}

/** Puts the files into their places. Should the system refuse one even so, each is whole: the old or the new one. */
function commit(files: readonly StagedFile[]): void {
  try {
    for (const one of files) one.commit();
  } finally {
    for (const one of files) one.discard();
  }
}

function stageInFolder(file: PlannedFile): StagedFile {
  makeFolder(dirname(file.path), file.folder);
  return stageFile(file);
}

/** Takes back what was made for nothing, as far as the system lets us: the person hears of the first fault. */
function tidy(record: InstallRecord, last: boolean): void {
  try {
    record.removeEmptyFolders(last);
  } catch {
    // The record stays, and the next run tidies up by it.
  }
}
