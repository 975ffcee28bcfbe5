import { parseArgs, type ParseArgsConfig } from "node:util";
import { VarcoError } from "../../shared/errors";

/** Parses a command's arguments with Node's own parser. Throws `usage`. */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (thrown) {
    // Node's message quotes the argument that it does not understand.
    throw new VarcoError("usage", {
      reason: thrown instanceof Error ? thrown.message : "The arguments are not understood.",
    });
  }
}
