import { knownFamilies } from "../cards/added-families";
import type { Composition } from "../composition";
import { isSupported, userFolders } from "../install/places";
import { withTokens } from "../modules/open";
import type { CardSource } from "../readers/readers";

/**
 * The readers of a run, with the tokens that work through programs of their makers. `module`: the person names one for
 * this run. Throws `token.module`.
 */
export function openCards(
  {
    openReaders,
    familiesFile,
    start,
    systemRoot,
  }: Pick<Composition, "openReaders" | "familiesFile" | "start" | "systemRoot">,
  module?: string,
): CardSource {
  const config = isSupported(process.platform) ? userFolders(process.platform, systemRoot).config : null;
  return withTokens(openReaders(), { families: knownFamilies(familiesFile), start, config, module });
}
