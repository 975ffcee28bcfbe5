import assert from "node:assert/strict";
import { MessageChannel } from "node:worker_threads";
import { TlsConnection } from "../../../native-host/tls/connection";
import { createMailbox } from "../../../native-host/tls/mailbox";

describe("the plaintext side of a connection", () => {
  let channel: MessageChannel;
  let connection: TlsConnection;
  beforeEach(() => {
    channel = new MessageChannel();
    connection = new TlsConnection({ port: channel.port1, mailbox: createMailbox(), signer: null });
  });
  afterEach(() => {
    connection.destroy();
    channel.port1.close();
  });

  it("is done at once with nothing to write, and not before the other side with something", async () => {
    let written = false;
    await new Promise<void>((resolve) => {
      connection.write("", () => resolve());
    });
    connection.write("something", () => {
      written = true;
    });
    const [message] = await new Promise<unknown[]>((resolve) => {
      channel.port2.once("message", (first: unknown) => resolve([first]));
    });
    assert.deepEqual(message, { type: "write", bytes: new TextEncoder().encode("something") });
    assert.equal(written, false);
    const said = new Promise<void>((resolve) => {
      connection.once("activity", () => setImmediate(resolve));
    });
    channel.port2.postMessage({ type: "written" });
    await said;
    assert.equal(written, true);
  });

  it("says when a signature begins and when it is over", async () => {
    const signs: boolean[] = [];
    connection.on("sign", (begins: boolean) => signs.push(begins));
    const over = new Promise<void>((resolve) => {
      connection.on("sign", (begins: boolean) => {
        if (!begins) resolve();
      });
    });
    channel.port2.postMessage({ type: "sign", block: new Uint8Array(256) });
    await over;
    assert.deepEqual(signs, [true, false]);
    assert.equal(connection.signing, false);
  });
});
