import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";

/** A virtual screen (Xvfb) for a browser with real windows where there is none. */
export interface Display {
  /** Value for the environment variable DISPLAY. */
  readonly name: string;
  close(): Promise<void>;
}

/** Starts one on a free number; ready when it resolves. */
export async function openDisplay(size = "1280x900"): Promise<Display> {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", `${size}x24`, "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const ended = once(server, "exit");
  const number = await Promise.race([firstLine(server.stdio[3]), ended.then(() => null)]);
  if (number === null) throw new Error("Xvfb ended before it was ready");
  return {
    name: `:${number}`,
    close: async () => {
      server.kill();
      await ended;
    },
  };
}

async function firstLine(pipe: unknown): Promise<string | null> {
  if (!isReadable(pipe)) return null;
  let text = "";
  for await (const data of pipe) {
    text += String(data);
    const end = text.indexOf("\n");
    if (end >= 0) return text.slice(0, end).trim();
  }
  return null;
}

function isReadable(pipe: unknown): pipe is Readable {
  return typeof pipe === "object" && pipe !== null && Symbol.asyncIterator in pipe;
}
