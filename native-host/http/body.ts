import type { IncomingMessage } from "node:http";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";

/** Content encodings that servers use although the request asks for none. */
const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The whole body, decoded. `encoded`: the server had encoded it. */
export interface AnswerBody {
  readonly bytes: Buffer;
  readonly encoded: boolean;
}

/**
 * Reads the body to its end. Throws `server.answer-too-large` above 20 MB (decoded), `server.http` when its encoding is
 * broken, and as the stream.
 */
export async function readBody(answer: IncomingMessage, host: string): Promise<AnswerBody> {
  const tooLarge = (): VarcoError => new VarcoError("server.answer-too-large", { host });
  if (Number(answer.headers["content-length"] ?? 0) > LIMITS.answerBody) throw tooLarge();
  const decoder = DECODERS[answer.headers["content-encoding"]?.toLowerCase() ?? ""]?.();
  // The stream that we read reports the errors of both.
  const body: Readable = decoder ? pipeline(answer, decoder, () => undefined) : answer;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue;
      length += chunk.length;
      if (length > LIMITS.answerBody) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && isDecodingError(error.code)) {
      throw new VarcoError("server.http", { host, reason: error.message }, { cause: error });
    }
    throw error;
  }
  return { bytes: Buffer.concat(chunks, length), encoded: decoder !== undefined };
}

function isDecodingError(code: unknown): boolean {
  return (
    typeof code === "string" &&
    (code.startsWith("Z_") || code.startsWith("ERR__ERROR_FORMAT") || code.startsWith("ERR_BROTLI"))
  );
}
