import assert from "node:assert/strict";
import { PassThrough, Writable } from "node:stream";
import * as v from "valibot";
import { toExtension, type ToExtension } from "../../../../shared/messages";
import { PROTOCOL_VERSION } from "../../../../shared/identity";
import { parseMessage } from "../../../../native-host/messaging/parse";
import { Port } from "../../../../native-host/messaging/port";
import { framed } from "./frames";
import { HANDLERS } from "./handlers";
import { inTimeAndSound } from "./target";

/** A PIN that no refusal may repeat. */
export const PIN = "97531";
const HELLO = Buffer.from(
  JSON.stringify({ kind: "request", id: 1, type: "hello", params: { protocol: PROTOCOL_VERSION, version: "0.1.0" } }),
);

/** It is one of our messages, or is refused without repeating a PIN. */
export function checkBody(body: Buffer): void {
  const message = parseMessage(body);
  if (!("error" in message)) return;
  assert.equal(message.error.code, "message.malformed");
  assert(message.id === null || (Number.isSafeInteger(message.id) && message.id > 0));
  assert(!JSON.stringify(message.error).includes(PIN), JSON.stringify(message.error));
}

/** The host answers all of them, once each, in words that the extension knows, and never with a fault of its own. */
export async function checkConversation(bodies: readonly Buffer[]): Promise<void> {
  const input = new PassThrough();
  const written: Buffer[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written.push(chunk);
      done();
    },
  });
  const port = new Port(input, output, { handlers: async () => HANDLERS, greeted: () => {} });
  const served = port.run();
  for (const body of bodies) input.write(framed(body));
  input.end();
  await served;
  const answers = messagesIn(Buffer.concat(written));
  for (const answer of answers)
    assert(!("error" in answer) || answer.error.code !== "internal", JSON.stringify(answer));
  const ends = answers.filter(({ kind }) => kind === "result" || kind === "error" || kind === "fault");
  const asked = bodies.map((body) => parseMessage(body)).filter((body) => "error" in body || body.kind === "request");
  const refused = ends.some((answer) => "error" in answer && answer.error.code === "protocol.version");
  assert(refused ? ends.length <= bodies.length : ends.length === asked.length, `${ends.length} answers`);
}

function messagesIn(bytes: Buffer): ToExtension[] {
  const messages: ToExtension[] = [];
  for (let at = 0; at < bytes.length;) {
    const [length = 0] = new Uint32Array(Uint8Array.from(bytes.subarray(at, at + 4)).buffer);
    const body: unknown = JSON.parse(bytes.toString("utf8", at + 4, at + 4 + length));
    messages.push(v.parse(toExtension, body));
    at += 4 + length;
  }
  return messages;
}

/** Messages, a line each. The greeting comes by itself, unless the first line is empty. */
export const check = inTimeAndSound(async (bytes) => {
  const bodies: Buffer[] = [];
  for (let at = 0; at < bytes.length && bodies.length < 32;) {
    const end = bytes.indexOf("\n", at);
    bodies.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length : end + 1;
  }
  bodies.forEach(checkBody);
  await checkConversation(bodies[0]?.length === 0 ? bodies.slice(1) : [HELLO, ...bodies]);
});
