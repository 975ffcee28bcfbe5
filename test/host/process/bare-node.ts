import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

const PIECE = Buffer.alloc(64 * 1024);
const PIECES = 400;
const PROGRAM = `
  process.stdin.on("data", () => {});
  process.stdin.on("end", () => process.stdout.write(require("node:fs").readFileSync("/proc/self/status")));
`;

/** The most memory, in kB, that a Node of this version has had at once which has read 25 MB and kept none of them. */
export async function memoryOfBareNode(): Promise<number> {
  const node = spawn(process.execPath, ["--eval", PROGRAM], { stdio: ["pipe", "pipe", "inherit"] });
  const status = text(node.stdout);
  for (let sent = 0; sent < PIECES; sent += 1) if (!node.stdin.write(PIECE)) await once(node.stdin, "drain");
  node.stdin.end();
  return highWater(await status);
}

/** The most memory, in kB, that a process has had at once, in the words of /proc/PID/status; 0: it has ended. */
export function highWater(status: string): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
}
