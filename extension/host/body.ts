import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";

/** Arguments that every engine takes in one call of `String.fromCharCode`. */
const SLICE = 0x8000;

/** Cuts a body into base64 pieces that fit into one message each. */
export function* cutBody(body: Uint8Array): Generator<string> {
  for (let at = 0; at < body.length; at += LIMITS.bodyChunk) yield toBase64(body.subarray(at, at + LIMITS.bodyChunk));
}

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += SLICE) text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(text);
}

/** Base64 as bytes. Throws a `DOMException` if it is not base64. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/** Puts together a body that arrives in pieces before the result that it belongs to. */
export class BodyCollector {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Adds a piece (base64). Throws `server.answer-too-large`, `message.malformed`. */
  add(data: string): void {
    const part = decoded(data);
    this.#length += part.length;
    if (this.#length > LIMITS.answerBody) throw new VarcoError("server.answer-too-large", { host: null });
    this.#parts.push(part);
  }

  /** The whole body. It must have the length that the result tells. Throws `message.malformed`. */
  take(length: number): Uint8Array<ArrayBuffer> {
    if (this.#length !== length)
      throw new VarcoError("message.malformed", { reason: "a body has another length than was said" });
    const body = new Uint8Array(length);
    let at = 0;
    for (const part of this.#parts) {
      body.set(part, at);
      at += part.length;
    }
    return body;
  }
}

function decoded(data: string): Uint8Array {
  try {
    return fromBase64(data);
  } catch (thrown) {
    throw new VarcoError("message.malformed", { reason: "a piece of a body is not base64" }, { cause: thrown });
  }
}
