import type { Families } from "../card/families/recognise";
import { knownFamilies } from "../cards/added-families";
import type { Composition } from "../composition";
import { withTokens } from "../modules/open";
import type { CardSource } from "../readers/readers";

/** What a run works with: the readers, and the families of cards that it knows. */
export interface OpenedCards {
  readonly readers: CardSource;
  readonly families: Families;
}

/**
 * The readers of a run, with the tokens that work through programs of their makers. `module`: the person names one for
 * this run. Throws `token.module`.
 */
export function openCards(
  {
    openReaders,
    settings,
    start,
    systemSettings,
  }: Pick<Composition, "openReaders" | "settings" | "start" | "systemSettings">,
  module?: string,
): OpenedCards {
  const families = knownFamilies(settings, systemSettings);
  return { readers: withTokens(openReaders(), { families, start, settings, module }), families };
}
