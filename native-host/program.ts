import { VarcoError } from "../shared/errors";
import { reportError } from "./commands/report-error";
import { COMMANDS } from "./commands/table";
import type { Composition } from "./composition";
import { guardedLock } from "./hardening/guarded-lock";
import { debuggerShut } from "./hardening/no-inspector";
import { caller } from "./messaging/caller";
import { greetEarly, NO_EARLY_GREETING } from "./messaging/early-greeting";
import { isOverPipes } from "./messaging/over-pipes";
import type { Readers } from "./readers/readers";
import { STANDARD_INPUT, STANDARD_OUTPUT, standardStreams } from "./standard-streams";

/** How a run of the host ended. */
export interface Ended {
  /** 0: done. 1: failed; standard error names the error. 2: the arguments were not understood. */
  readonly code: number;
  /** A card still owes an answer: an ordinary end of the process would wait for it. */
  readonly stuck: boolean;
}

/**
 * Runs the host: serves the extension when a browser started it, else runs the command that the arguments name.
 * `compose` is called when the run needs what a build is made of.
 */
export async function runProgram(args: readonly string[], compose: () => Promise<Composition>): Promise<Ended> {
  const opened: Readers[] = [];
  const guarded = async (): Promise<Composition> => {
    const composition = await compose();
    const openReaders = () => {
      const readers = composition.openReaders();
      opened.push(readers);
      return readers;
    };
    return { ...composition, openReaders, cardLock: guardedLock(composition.cardLock) };
  };
  const code = await run(args, guarded);
  return { code, stuck: opened.some(({ stuck }) => stuck) };
}

async function run(args: readonly string[], compose: () => Promise<Composition>): Promise<number> {
  try {
    const from = caller(args, args.length === 0 && process.platform === "linux" && isOverPipes());
    if (from) {
      const early = from.allowed ? greetEarly(STANDARD_INPUT, STANDARD_OUTPUT) : NO_EARLY_GREETING;
      await debuggerShut;
      const streams = standardStreams();
      const { serveExtension } = await import("./serve");
      await serveExtension(from, compose, streams, early);
      return 0;
    }
    const [name = "--help", ...rest] = args;
    const load = COMMANDS.get(name);
    if (!load) throw new VarcoError("usage", { reason: `There is no command "${name}".` });
    const streams = standardStreams();
    const [command, composition] = await Promise.all([load(), compose()]);
    const ended = await command.run(rest, composition, streams);
    return typeof ended === "number" ? ended : 0;
  } catch (thrown) {
    // The reader of the output has closed its pipe: it has read enough.
    if (thrown instanceof Error && "code" in thrown && thrown.code === "EPIPE") return 0;
    return reportError(thrown, args.includes("--json"), standardStreams());
  }
}
