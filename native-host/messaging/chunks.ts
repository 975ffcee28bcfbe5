import { LIMITS } from "../../shared/limits";
import { VarcoError } from "../../shared/errors";

/** Bodies wait for their request; more than a few at once only come from a fault of the other side. */
const BODIES_AT_ONCE = 4;

/** Collects the bodies that arrive in pieces before the request that they belong to. */
export class BodyCollector {
  readonly #bodies = new Map<number, { parts: Buffer[]; length: number }>();

  /** Adds a piece (base64). What is beyond the limit is counted, not kept; of too many bodies the oldest is forgotten. */
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
   * The whole body of a request, which must have the length that the request tells.
   * Throws `relay.request-too-large`, `message.malformed`; the body is forgotten in any case.
   */
  take(id: number, length: number): Buffer {
    const body = this.#bodies.get(id);
    this.#bodies.delete(id);
    if (body && body.length > LIMITS.requestBody) throw new VarcoError("relay.request-too-large");
    const bytes = body ? Buffer.concat(body.parts) : Buffer.alloc(0);
    if (bytes.length !== length)
      throw new VarcoError("message.malformed", { reason: "the body has another length than was said" });
    return bytes;
  }
}

/** Cuts a body into base64 pieces that fit into one message each. */
export function* cutBody(body: Uint8Array): Generator<string> {
  for (let at = 0; at < body.length; at += LIMITS.bodyChunk) {
    yield Buffer.from(body.subarray(at, at + LIMITS.bodyChunk)).toString("base64");
  }
}
