import { VarcoError } from "../shared/errors";
import { reportError } from "./commands/report-error";
import { COMMANDS } from "./commands/table";
import type { Composition, Streams } from "./composition";
import { guardedLock } from "./hardening/guarded-lock";
import { caller } from "./messaging/caller";
import { NO_EARLY_GREETING, type EarlyGreeting } from "./messaging/early-greeting";
import { isOverPipes } from "./messaging/over-pipes";
import type { Readers } from "./readers/readers";

/** How a run of the host ended. */
export interface Ended {
  /** 0: done. 1: failed; standard error names the error. 2: the arguments were not understood. */
  readonly code: number;
  /** A card still owes an answer: an ordinary end of the process would wait for it. */
  readonly stuck: boolean;
}

/** What a run is given. */
export interface Run {
  readonly args: readonly string[];
  /** Called when the run needs what a build is made of. */
  readonly compose: () => Promise<Composition>;
  /** Answers the extension's greeting before the streams are opened, if it can. */
  readonly greet: () => Promise<EarlyGreeting>;
  /** Opens the streams: called when the first answer is given, or a command runs. */
  readonly streams: () => Streams;
}

/** Runs the host: serves the extension when a browser started it, else runs the command that the arguments name. */
export async function runProgram({ compose, ...given }: Run): Promise<Ended> {
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
  const code = await run({ ...given, compose: guarded });
  return { code, stuck: opened.some(({ stuck }) => stuck) };
}

async function run({ args, compose, greet, streams }: Run): Promise<number> {
  try {
    const from = caller(args, args.length === 0 && process.platform === "linux" && isOverPipes());
    if (from) {
      const early = from.allowed ? await greet() : NO_EARLY_GREETING;
      const opened = streams();
      const { serveExtension } = await import("./serve");
      await serveExtension(from, compose, opened, early);
      return 0;
    }
    const [name = "--help", ...rest] = args;
    const load = COMMANDS.get(name);
    if (!load) throw new VarcoError("usage", { reason: `There is no command "${name}".` });
    const opened = streams();
    const [command, composition] = await Promise.all([load(), compose()]);
    const ended = await command.run(rest, composition, opened);
    return typeof ended === "number" ? ended : 0;
  } catch (thrown) {
    // The reader of the output has closed its pipe: it has read enough.
    if (thrown instanceof Error && "code" in thrown && thrown.code === "EPIPE") return 0;
    return reportError(thrown, args.includes("--json"), streams());
  }
}
