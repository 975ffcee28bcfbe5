import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { VarcoError } from "../../shared/errors";
import { freePorts } from "../portal/loopback";

const TRIES = 5;
/** Milliseconds in which a program says whether it runs, and in which it ends. */
const START = 30_000;
const END = 10_000;

/** What a configuration is written for. */
export interface ServerPlace {
  /** As many as were asked for, in that order. */
  readonly ports: readonly number[];
  /** A folder of its own, which only its owner may list; removed at the end. Certificates and sockets go here. */
  readonly folder: string;
}

/** A server program of Debian. */
export interface ServerProgram {
  readonly name: string;
  /** The command that runs it in the foreground, its messages on standard output or standard error. */
  readonly command: (place: ServerPlace) => readonly [string, ...string[]];
  /** What it says when it accepts connections. */
  readonly ready: RegExp;
  /** What it says when it cannot have a port. */
  readonly portTaken: RegExp;
  /** Whether it ends its whole process group, which must not be ours. */
  readonly endsItsGroup?: boolean;
}

/** Variables of the environment. */
export type Variables = Readonly<Record<string, string>>;

export interface PrivateServerOptions {
  /** The ports to use; 0 means a free one. */
  readonly ports: readonly number[];
  /**
   * Writes the configuration and returns the variables that it uses. Called again with other ports if one was taken
   * meanwhile.
   */
  readonly prepare: (place: ServerPlace) => Variables | Promise<Variables>;
}

/** A server process of our own. */
export interface PrivateServer extends ServerPlace {
  readonly pid: number;
  /** What it wrote so far, a line each. */
  readonly messages: readonly string[];
  /** Ends it and removes its folder. May be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a server program with a temporary folder and a configuration of its own, and resolves when it accepts
 * connections. Throws `internal` with what the program says when it does not start.
 */
export async function startPrivateServer(
  program: ServerProgram,
  { ports: asked, prepare }: PrivateServerOptions,
): Promise<PrivateServer> {
  for (let tries = 1; ; tries += 1) {
    const free = await freePorts(asked.length);
    const ports = asked.map((port, index) => (port === 0 ? (free[index] ?? 0) : port));
    const outcome = await tryOnce(program, ports, prepare);
    if (outcome !== "port taken") return outcome;
    if (tries >= TRIES || !asked.includes(0)) throw failure(program, `a port is taken (${ports.join(", ")})`);
  }
}

async function tryOnce(
  program: ServerProgram,
  ports: readonly number[],
  prepare: PrivateServerOptions["prepare"],
): Promise<PrivateServer | "port taken"> {
  const folder = await mkdtemp(join(tmpdir(), `varco-${program.name}-`));
  const place = { ports, folder };
  try {
    return await launch(program, place, await prepare(place));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function launch(
  program: ServerProgram,
  place: ServerPlace,
  variables: Variables,
): Promise<PrivateServer | "port taken"> {
  const { folder } = place;
  const [command, ...words] = program.command(place);
  const child = spawn(command, words, {
    detached: program.endsItsGroup ?? false,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...variables, PATH: [process.env["PATH"] ?? "", "/usr/sbin"].join(delimiter) },
  });
  const kill = (): void => {
    child.kill("SIGTERM");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    process.off("exit", kill);
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  const messages: string[] = [];
  const state = await started(program, child, messages);
  if (state === "running" && child.pid !== undefined) return { ...place, pid: child.pid, messages, close: stop };
  await stop();
  if (state === "port taken") return state;
  throw failure(program, messages.join("\n"));
}

function started(
  { ready, portTaken }: ServerProgram,
  child: ChildProcess,
  messages: string[],
): Promise<"running" | "port taken" | "failed"> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      messages.push(`nothing after ${START} ms`);
      settle("failed");
    }, START);
    const settle = (state: "running" | "port taken" | "failed"): void => {
      clearTimeout(timer);
      resolve(state);
    };
    child.once("error", (error) => {
      messages.push(error.message);
      settle("failed");
    });
    child.once("close", () => {
      settle("failed");
    });
    for (const input of [child.stdout, child.stderr])
      if (input !== null)
        createInterface({ input }).on("line", (line) => {
          messages.push(line);
          if (ready.test(line)) settle("running");
          if (portTaken.test(line)) settle("port taken");
        });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), END);
  await exited;
  clearTimeout(timer);
}

function failure({ name }: ServerProgram, reason: string): VarcoError {
  return new VarcoError("internal", { reason: `${name} does not start: ${reason}` });
}
