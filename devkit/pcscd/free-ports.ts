import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/**
 * Ports below those that Linux gives to whoever asks for any (32768 and up), so that nobody gets them by chance while
 * pcscd does not run yet, or not any more.
 */
const LOWEST = 16_384;
const PAIRS = 8192;

/**
 * The first of two free neighbouring ports, as vpcd wants them. Throws `Error` when there are none after many attempts.
 */
export async function twoFreePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = LOWEST + 2 * randomInt(PAIRS);
    if ((await isFree(first)) && (await isFree(first + 1))) return first;
  }
  throw new Error("no two neighbouring free ports");
}

/** Whether the port can be taken on all interfaces. */
function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "0.0.0.0", () => server.close(() => resolve(true)));
  });
}
