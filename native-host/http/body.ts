import type { IncomingMessage } from "node:http";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { DECODERS, TooLong, type Decoder } from "./content-coding";

/** The whole body, decoded. `encoded`: the server had encoded it. */
export interface AnswerBody {
  readonly bytes: Buffer;
  readonly encoded: boolean;
}

/**
 * Reads the body to its end. Throws `server.answer-too-large` above 20 MB (as sent, and decoded), `server.http` when its
 * encoding is broken, and as the stream.
 */
export async function readBody(answer: IncomingMessage, host: string): Promise<AnswerBody> {
  const sent = await readAll(answer, host);
  const decoders = decodersFor(answer.headers["content-encoding"] ?? "");
  // Answers without a body may still say how it is encoded.
  if (sent.length === 0 || decoders.length === 0) return { bytes: sent, encoded: decoders.length > 0 };
  try {
    let bytes = sent;
    for (const decode of decoders) bytes = await decode(bytes);
    return { bytes, encoded: true };
  } catch (error) {
    if (error instanceof TooLong) throw new VarcoError("server.answer-too-large", { host });
    const reason = error instanceof Error ? error.message : "broken content coding";
    throw new VarcoError("server.http", { host, reason }, { cause: error });
  }
}

async function readAll(answer: IncomingMessage, host: string): Promise<Buffer> {
  const tooLarge = (): VarcoError => new VarcoError("server.answer-too-large", { host });
  if (Number(answer.headers["content-length"] ?? 0) > LIMITS.answerBody) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > LIMITS.answerBody) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

/** The decoders for a Content-Encoding, the last coding first. Browsers show a body in an unknown coding as it is. */
function decodersFor(contentEncoding: string): readonly Decoder[] {
  const names = contentEncoding
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  const decoders = names.map((name) => DECODERS.get(name)).filter((decoder) => decoder !== undefined);
  return decoders.length === names.length ? decoders.reverse() : [];
}
