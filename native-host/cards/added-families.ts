import { join } from "node:path";
import { VarcoError } from "../../shared/errors";
import { LONGEST_FILE, parseFamilies } from "../card/families/added";
import type { CardFamily } from "../card/families/family";
import { Families } from "../card/families/recognise";
import { log } from "../log";
import { readGivenFile, readOwnFile } from "../settings/own-file";

/** Where a person's own families are kept, in the folder of Varco's settings. */
export function addedFamiliesFile(settings: string): string {
  return join(settings, "families.json");
}

/** The families that the person has added; none when there is no file. Throws `families.file`. */
export function readAddedFamilies(settings: string): readonly CardFamily[] {
  const json = readOwnFile(addedFamiliesFile(settings), LONGEST_FILE, refused);
  return json === null ? [] : parseFamilies(json);
}

/** The families of a file that somebody has sent. Throws `families.file`. */
export function readGivenFamilies(path: string): readonly CardFamily[] {
  return parseFamilies(readGivenFile(path, LONGEST_FILE, refused));
}

/** All families. A file that cannot be used is logged, and the others still work. */
export function knownFamilies(settings: string): Families {
  try {
    return new Families(readAddedFamilies(settings));
  } catch (thrown) {
    if (!(thrown instanceof VarcoError)) throw thrown;
    log.failure("reading the added families", thrown);
    return new Families();
  }
}

function refused(reason: string): VarcoError {
  return new VarcoError("families.file", { reason });
}
