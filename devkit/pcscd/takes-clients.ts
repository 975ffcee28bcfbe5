import { connect } from "node:net";

/** Whether a program listens on this Unix socket now. */
export function takesClients(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const client = connect(socket);
    client.once("error", () => resolve(false));
    client.once("connect", () => {
      client.destroy();
      resolve(true);
    });
  });
}
