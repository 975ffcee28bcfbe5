import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { FrameBuffer } from "./frame-buffer";

/** A virtual screen (Xvfb) for a browser with real windows where there is none. */
export interface Display {
  /** Value for the environment variable DISPLAY. */
  readonly name: string;
  /** The picture that is on it now. */
  readonly picture: FrameBuffer;
  readonly close: () => Promise<void>;
}

/** Starts one on a free number; ready when it resolves. */
export async function openDisplay(size = "1280x900"): Promise<Display> {
  const folder = mkdtempSync(join(tmpdir(), "varco-screen-"));
  const options = ["-displayfd", "3", "-screen", "0", `${size}x24`, "-fbdir", folder, "-nolisten", "tcp"];
  const server = spawn("Xvfb", options, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const ended = once(server, "exit");
  const number = await Promise.race([firstLine(server.stdio[3]), ended.then(() => null)]);
  if (number === null) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error("Xvfb ended before it was ready");
  }
  const picture = new FrameBuffer(join(folder, "Xvfb_screen0"));
  return {
    name: `:${number}`,
    picture,
    close: async () => {
      picture.close();
      server.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
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
