import assert from "node:assert/strict";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { OriginAgent } from "../../../native-host/http/agent";
import { TlsConnection } from "../../../native-host/tls/connection";
import { createMailbox } from "../../../native-host/tls/mailbox";

describe("The connections that Node's HTTP client borrows", () => {
  it("have an answer of their own: one that comes to its end late does not disturb the next", () => {
    const made: TlsConnection[] = [];
    const threads: MessagePort[] = [];
    const agent = new OriginAgent({
      open: () => {
        const { port1, port2 } = new MessageChannel();
        threads.push(port2);
        const connection = new TlsConnection({ port: port1, mailbox: createMailbox(), signer: null });
        made.push(connection);
        return connection;
      },
      connect: () => Promise.reject(new Error("nothing is prepared")),
    });
    for (let request = 0; request < 2; request += 1) {
      agent.createConnection();
      agent.expectAnswer();
    }
    const [first, second] = made;
    first?.incoming?.flush();
    const parsed = second?.incoming?.take(Buffer.from("HTTP/1.1 204 No Content\nX : y\n\n"));
    assert.equal(parsed?.toString(), "HTTP/1.1 204 No Content\r\nX: y\r\n\r\n");
    for (const connection of made) connection.destroy();
    for (const thread of threads) thread.close();
  });
});
