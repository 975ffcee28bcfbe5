import type { Families } from "../card/families/recognise";
import type { CardSource, Readers } from "../readers/readers";
import { CHILD_VERB } from "./child-start";
import { findModules, namedModule } from "./find";
import type { ChildCommand } from "./module-process";
import { ModuleProcesses } from "./module-processes";
import { namedModules } from "./named-modules";
import { TokenReaders } from "./token-readers";

export interface OpenTokens {
  /** The families that Varco drives itself. */
  readonly families: Families;
  /** The command that starts this host. */
  readonly start: ChildCommand;
  /** The folder of Varco's settings. */
  readonly settings: string;
  /** A module that the person names for this run: it alone is used, for every card. */
  readonly module?: string | undefined;
}

/** Adds tokens behind programs of their makers to the readers. Throws `token.module`. */
export function withTokens(readers: Readers, { families, start, settings, module }: OpenTokens): CardSource {
  const processes = new ModuleProcesses([...start, CHILD_VERB]);
  const only = module === undefined ? null : namedModule(module);
  const named = only ? [only] : namedModules(settings);
  return new TokenReaders(readers, { families, find: () => findModules(), named, insist: only !== null, processes });
}
