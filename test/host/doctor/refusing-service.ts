import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { join } from "node:path";

/** Bytes of what a client says first: header and version of the protocol (pcsc-lite `winscard_msg.h`). */
const FIRST_WORDS = 20;

/**
 * Does what a pcscd does to somebody whom polkit does not admit: it takes the connection and, while the client waits for
 * its answer, ends it (pcsc-lite `winscard_svc.c`, `IsClientAuthorized`). Debian 12 builds pcscd without polkit.
 */
export class RefusingService {
  readonly #server: Server;

  private constructor(
    server: Server,
    /** For `PCSCLITE_CSOCK_NAME`. */
    readonly socket: string,
  ) {
    this.#server = server;
  }

  static async open(folder: string): Promise<RefusingService> {
    const socket = join(folder, "refusing.comm");
    const server = createServer((client) => {
      let heard = 0;
      client
        .on("error", () => undefined)
        .on("data", ({ length }) => {
          heard += length;
          // A client that is cut while it still speaks takes the service for one that does not run.
          if (heard >= FIRST_WORDS) client.destroy();
        });
    });
    server.listen(socket);
    await once(server, "listening");
    return new RefusingService(server, socket);
  }

  async close(): Promise<void> {
    this.#server.close();
    await once(this.#server, "close");
  }
}
