import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { VarcoError } from "../../../shared/errors";
import { FIREFOX_ID, PROTOCOL_VERSION, VARCO_VERSION } from "../../../shared/identity";
import { serveExtension } from "../../../native-host/serve";

/** A message in the frame of native messaging: 32 bits of length in the machine's byte order, then JSON. */
function framed(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(body.length);
  return Buffer.concat([length, body]);
}

describe("A host whose work cannot be loaded", () => {
  it("tells the extension, which waits for the cards", async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const caller = { id: FIREFOX_ID, engine: "firefox", allowed: true } as const;
    const broken = () => Promise.reject(new VarcoError("internal", { reason: "a file is missing" }));
    const served = serveExtension(caller, broken, { input, output });
    let heard = "";
    const told = new Promise<void>((resolve) => {
      output.on("data", (bytes: Buffer) => {
        heard += bytes.toString("latin1");
        if (heard.includes('"kind":"fault"')) resolve();
      });
    });
    const params = { protocol: PROTOCOL_VERSION, version: VARCO_VERSION };
    input.write(framed({ kind: "request", id: 1, type: "hello", params }));
    await told;
    assert.match(heard, /"code":"internal".*a file is missing/);
    input.end();
    await assert.rejects(served, { code: "internal" });
  });
});
