import { fstatSync } from "node:fs";

/**
 * Whether standard input and output are pipes, as a portal makes them. A person at a terminal, a file and `/dev/null`
 * are none; Node's own pipes are sockets.
 */
export function isOverPipes(): boolean {
  return [0, 1].every((stream) => {
    const status = fstatSync(stream);
    return status.isFIFO() || status.isSocket();
  });
}
