import { join } from "node:path";
import { VarcoError } from "../../shared/errors";
import { LONGEST_FILE, parseFamilies } from "../card/families/added";
import type { CardFamily } from "../card/families/family";
import { Families } from "../card/families/recognise";
import { log } from "../log";
import { readGivenFile, readOwnFile } from "../settings/own-file";

/** Where families are kept: a person's own in the folder of Varco's settings, an organisation's in the system's. */
export function addedFamiliesFile(settings: string): string {
  return join(settings, "families.json");
}

/** The families that were added in this folder; none when there is no file. Throws `families.file`. */
export function readAddedFamilies(settings: string): readonly CardFamily[] {
  const json = readOwnFile(addedFamiliesFile(settings), LONGEST_FILE, refused);
  return json === null ? [] : parseFamilies(json);
}

/** The families of a file that somebody has sent. Throws `families.file`. */
export function readGivenFamilies(path: string): readonly CardFamily[] {
  return parseFamilies(readGivenFile(path, LONGEST_FILE, refused));
}

/**
 * All families: those that the person has added, those of the organisation, those of the table. A file that cannot be
 * used is logged, and the others still work.
 */
export function knownFamilies(settings: string, systemSettings: string): Families {
  return new Families([settings, systemSettings].flatMap(usableFamilies));
}

function usableFamilies(folder: string): readonly CardFamily[] {
  try {
    return readAddedFamilies(folder);
  } catch (thrown) {
    if (!(thrown instanceof VarcoError)) throw thrown;
    log.failure("reading the added families", thrown);
    return [];
  }
}

function refused(reason: string): VarcoError {
  return new VarcoError("families.file", { reason });
}
