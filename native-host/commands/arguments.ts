import { parseArgs, type ParseArgsConfig } from "node:util";
import { VarcoError } from "../../shared/errors";

/**
 * Parses a command's arguments with Node's own parser. Throws `usage`, also for an option that takes one value and
 * gets two: Node would drop the first one without a word.
 */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    refuseSecondValues(config);
    return parseArgs(config);
  } catch (thrown) {
    // Node's message quotes the argument that it does not understand.
    throw new VarcoError("usage", {
      reason: thrown instanceof Error ? thrown.message : "The arguments are not understood.",
    });
  }
}

function refuseSecondValues(config: ParseArgsConfig): void {
  const given = new Set<string>();
  for (const token of parseArgs({ ...config, tokens: true }).tokens) {
    if (token.kind !== "option" || token.value === undefined) continue;
    if (config.options?.[token.name]?.multiple === true) continue;
    if (given.has(token.name)) throw new Error(`Option '${token.rawName}' can be given once`);
    given.add(token.name);
  }
}
