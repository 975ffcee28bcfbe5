import { createServer } from "node:net";

/**
 * The first of two free neighbouring ports, as vpcd wants them. Throws `Error` when there are none after many attempts.
 */
export async function twoFreePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const first = await tryPort(0);
    if (first !== null && first < 65535 && (await tryPort(first + 1)) !== null) return first;
  }
  throw new Error("no two neighbouring free ports");
}

/** The port, when it can be taken on all interfaces; 0 takes any. */
function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "0.0.0.0", () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === "object" ? address.port : null));
    });
  });
}
