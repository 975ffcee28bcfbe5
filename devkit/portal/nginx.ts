import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { VarcoError } from "../../shared/errors";
import { freePorts, loopbackAddresses } from "./loopback";

const TRIES = 5;

/** What a configuration is written for. */
export interface NginxPlace {
  /** As many as were asked for, in that order. */
  readonly ports: readonly number[];
  /** A folder of its own, readable by its owner only; removed at the end. Certificates and sockets go here. */
  readonly folder: string;
}

export interface NginxOptions {
  /** The ports to use; 0 means a free one. */
  readonly ports: readonly number[];
  /** Writes what belongs inside `http { }`: the servers. Called again with other ports if one was taken meanwhile. */
  readonly conf: (place: NginxPlace) => string | Promise<string>;
}

/** A running nginx of our own. */
export interface Nginx extends NginxPlace {
  readonly pid: number;
  /** What it wrote to its error log so far, a line each. */
  readonly errors: readonly string[];
  /** Ends it and removes its folder. May be called twice. */
  readonly close: () => Promise<void>;
}

/**
 * Starts a private nginx (one worker, its own temporary folder, loopback only as the configuration says) and resolves
 * when it accepts connections. Throws `internal` with what nginx says when it does not start.
 */
export async function startNginx(options: NginxOptions): Promise<Nginx> {
  for (let tries = 1; ; tries += 1) {
    const free = await freePorts(options.ports.length);
    const ports = options.ports.map((port, index) => (port === 0 ? (free[index] ?? 0) : port));
    const outcome = await tryOnce(ports, options);
    if (outcome !== "port taken") return outcome;
    if (tries >= TRIES || !options.ports.includes(0)) throw failure(`a port is taken (${ports.join(", ")})`);
  }
}

/** The `listen` lines of a server block: the port on every loopback address, with parameters such as `ssl`. */
export function listenLines(port: number, parameters = ""): string {
  return loopbackAddresses()
    .map((address) => `listen ${address.includes(":") ? `[${address}]` : address}:${port} ${parameters};`)
    .join("\n");
}

async function tryOnce(ports: readonly number[], { conf }: NginxOptions): Promise<Nginx | "port taken"> {
  const folder = await mkdtemp(join(tmpdir(), "varco-nginx-"));
  try {
    await writeFile(join(folder, "nginx.conf"), mainConf(folder, await conf({ ports, folder })));
    return await launch(ports, folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function launch(ports: readonly number[], folder: string): Promise<Nginx | "port taken"> {
  const child = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, PATH: [process.env["PATH"] ?? "", "/usr/sbin"].join(delimiter) },
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
  const errors: string[] = [];
  const state = await started(child, errors);
  if (state === "running" && child.pid !== undefined) return { ports, folder, pid: child.pid, errors, close: stop };
  await stop();
  if (state === "port taken") return state;
  throw failure(errors.join("\n"));
}

/** nginx listens before it starts its workers, and says when it starts them. */
function started(child: ChildProcess, errors: string[]): Promise<"running" | "port taken" | "failed"> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      errors.push(error.message);
      resolve("failed");
    });
    child.once("close", () => {
      resolve("failed");
    });
    if (child.stderr === null) {
      resolve("failed");
      return;
    }
    createInterface({ input: child.stderr }).on("line", (line) => {
      errors.push(line);
      if (line.includes("start worker process ")) resolve("running");
      if (/bind\(\) .* failed \(\d+: Address already in use\)/.test(line)) resolve("port taken");
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

function mainConf(folder: string, servers: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join("\n");
  // Workers of root become nobody by default, who may not read the private folder.
  const user = process.getuid?.() === 0 ? "user root;" : "";
  return `daemon off;
${user}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log stderr notice;
events { worker_connections 256; }
http {
access_log off;
server_tokens off;
${temporary}
${servers}
}
`;
}

function failure(reason: string): VarcoError {
  return new VarcoError("internal", { reason: `nginx does not start: ${reason}` });
}
