import { LIMITS } from "../../shared/limits";
import { VarcoError } from "../../shared/errors";

/** The most bodies that wait for their request at once. Only a faulty extension sends more. */
const BODIES_AT_ONCE = 4;

/** Collects the bodies that arrive in pieces before the request that they belong to. */
export class BodyCollector {
  readonly #bodies = new Map<number, { parts: Buffer[]; length: number }>();

  /**
   * Adds a piece (base64). Counts bytes beyond the limit without keeping them. Of too many bodies, forgets the oldest.
   */
  add(id: number, data: string): void {
    const body = this.#bodies.get(id) ?? { parts: [], length: 0 };
    const part = Buffer.from(data, "base64");
    body.length += part.length;
    if (body.length > LIMITS.requestBody) body.parts = [];
    else body.parts.push(part);
    this.#bodies.set(id, body);
    const [oldest] = this.#bodies.keys();
    if (this.#bodies.size > BODIES_AT_ONCE && oldest !== undefined) this.#bodies.delete(oldest);
  }

  /**
   * Returns the whole body of a request and forgets it. Throws `relay.request-too-large`, and `message.malformed` if
   * the body does not have the length that the request announced.
   */
  take(id: number, length: number): Buffer {
    const body = this.#bodies.get(id);
    this.#bodies.delete(id);
    if (body && body.length > LIMITS.requestBody) throw new VarcoError("relay.request-too-large");
    const bytes = body ? Buffer.concat(body.parts) : Buffer.alloc(0);
    if (bytes.length !== length)
      throw new VarcoError("message.malformed", { reason: "the body does not have the announced length" });
    return bytes;
  }
}

/** Cuts a body into base64 pieces that fit into one message each. */
export function* cutBody(body: Uint8Array): Generator<string> {
  for (let at = 0; at < body.length; at += LIMITS.bodyChunk) {
    yield Buffer.from(body.subarray(at, at + LIMITS.bodyChunk)).toString("base64");
  }
}
