import type { Readable, Writable } from "node:stream";
import { ERRORS, fill, toVarcoError, VarcoError } from "../shared/errors";
import type { CardLock } from "./cards/card-lock";
import { COMMANDS } from "./commands/table";
import type { StartCommand } from "./install/start-script";
import { caller } from "./messaging/caller";
import type { Readers } from "./readers/readers";
import { serveExtension } from "./serve";
import type { Trust } from "./tls/trust";

/** What a build of the host is made of: the release has PC/SC readers, the devkit virtual ones. */
export interface Composition {
  /** Opens the readers; called only when cards are needed. */
  readonly openReaders: () => Readers;
  /** Keeps the card operations of this host and those of others apart. */
  readonly cardLock: CardLock;
  /** Whom to trust on top of the lists of the system and of Node. */
  readonly trust: Trust;
  /** How this host is started, for its registration with browsers. */
  readonly start: StartCommand;
  /** Folder of the system's own files: the root, but for tests of what is written there. */
  readonly systemRoot: string;
}

/** Standard streams of the process. */
export interface Streams {
  readonly input: Readable;
  readonly output: Writable;
  readonly errors: Writable;
}

/** How a run of the host ended. */
export interface Ended {
  /** 0 done, 1 failed (said on standard error with its code), 2 arguments not understood. */
  readonly code: number;
  /** A card still owes an answer: an ordinary end of the process would wait for it. */
  readonly stuck: boolean;
}

/** Runs the host: for the extension when a browser started it, else the command that the arguments name. */
export async function runProgram(args: readonly string[], composition: Composition, streams: Streams): Promise<Ended> {
  const opened: Readers[] = [];
  const openReaders = () => {
    const readers = composition.openReaders();
    opened.push(readers);
    return readers;
  };
  const code = await run(args, { ...composition, openReaders }, streams);
  return { code, stuck: opened.some(({ stuck }) => stuck) };
}

async function run(args: readonly string[], composition: Composition, streams: Streams): Promise<number> {
  try {
    const from = caller(args);
    if (from) {
      await serveExtension(from, composition, streams);
      return 0;
    }
    const [name = "--help", ...rest] = args;
    const command = COMMANDS.get(name);
    if (!command) throw new VarcoError("usage", { reason: `There is no command "${name}".` });
    await command.run(rest, composition, streams);
    return 0;
  } catch (thrown) {
    // Whoever reads the output has had enough of it.
    if (thrown instanceof Error && "code" in thrown && thrown.code === "EPIPE") return 0;
    const error = toVarcoError(thrown);
    const { cause, remedy } = ERRORS[error.code];
    if (args.includes("--json")) {
      const said = {
        error: {
          code: error.code,
          details: error.details,
          cause: fill(cause, error.details),
          remedy: fill(remedy, error.details),
        },
      };
      streams.output.write(`${JSON.stringify(said)}\n`);
    }
    streams.errors.write(`${error.code}: ${fill(cause, error.details)}\n${fill(remedy, error.details)}\n`);
    return error.code === "usage" ? 2 : 1;
  }
}
