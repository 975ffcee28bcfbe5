import type { IncomingMessage } from "node:http";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { collect, TooLong } from "./collect";
import { DECODERS, isBrokenCoding, type Decoder } from "./content-coding";

/** The whole body, decoded. `encoded`: the server had encoded it. */
export interface AnswerBody {
  readonly bytes: Buffer;
  readonly encoded: boolean;
}

/**
 * Reads the body to its end. Throws `server.answer-too-large` above 20 MB (as sent, and decoded), `server.http` when
 * its encoding is broken, and as the stream.
 */
export async function readBody(answer: IncomingMessage, host: string): Promise<AnswerBody> {
  try {
    if (Number(answer.headers["content-length"] ?? 0) > LIMITS.answerBody) throw new TooLong();
    let bytes = await collect(answer);
    const decoders = decodersFor(answer.headers["content-encoding"] ?? "");
    // Answers without a body may still say how it is encoded.
    if (bytes.length > 0) for (const decode of decoders) bytes = await decode(bytes);
    return { bytes, encoded: decoders.length > 0 };
  } catch (error) {
    if (error instanceof TooLong) throw new VarcoError("server.answer-too-large", { host });
    if (isBrokenCoding(error)) throw new VarcoError("server.http", { host, reason: error.message }, { cause: error });
    throw error;
  }
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
