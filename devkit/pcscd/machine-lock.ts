import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Waits until this process is the only one with the machine's pcscd, and returns the way to give it back. The lock is
 * of the kernel (flock): it ends with its holder, whose input is a pipe from us, so that it ends with us.
 */
export async function lockMachine(): Promise<() => Promise<void>> {
  const holder = spawn("flock", [join(tmpdir(), "varco-pcscd.lock"), "sh", "-c", "echo held; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(holder, "exit");
  await Promise.race([
    once(holder.stdout, "data"),
    ended.then(([code]) => Promise.reject(new Error(`flock ended with ${String(code)}`))),
  ]);
  return async () => {
    holder.stdin.end();
    await ended;
  };
}
