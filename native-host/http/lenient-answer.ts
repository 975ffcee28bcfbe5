import { LIMITS } from "../../shared/limits";
import { canonicalHead } from "./canonical-head";
import { ChunkRewriter } from "./chunk-rewriter";

const STATUS_LINE = "HTTP/";
/** An empty line behind another line: the end of a head. */
const END_OF_HEAD = /\n\r?\n/;

/**
 * Stands between a connection and a strict HTTP parser: writes the head of each answer anew (see `canonicalHead`),
 * rewrites chunks (see `ChunkRewriter`), and leaves out what follows a body.
 */
export class LenientAnswer {
  /** Bytes of a head that is not whole yet; null inside a body. */
  #head: Buffer | null = null;
  /** Bytes of the body still to come; null: until the parser says so. */
  #left: number | null = null;
  #chunks: ChunkRewriter | null = null;

  /** A request goes out: its answer begins with a head. */
  begin(): void {
    this.#head = Buffer.alloc(0);
    this.#left = null;
    this.#chunks = null;
  }

  /** Takes bytes of the server and returns those for the parser. */
  take(bytes: Buffer): Buffer {
    if (this.#head === null) return this.#body(bytes);
    let rest = Buffer.concat([this.#head, bytes]);
    const ready: Buffer[] = [];
    while (this.#head !== null) {
      const end = endOfHead(rest);
      if (end === null) {
        this.#head = rest;
        // A head that is too long, or none of HTTP, goes to the parser, which refuses it.
        if (rest.length > LIMITS.headerBytes || !mayBeHead(rest)) ready.push(this.flush());
        return Buffer.concat(ready);
      }
      const canonical = canonicalHead(rest.subarray(0, end));
      ready.push(canonical?.bytes ?? rest.subarray(0, end));
      rest = rest.subarray(end);
      if (isInterim(canonical?.status)) continue;
      this.#head = null;
      this.#left = canonical?.length ?? null;
      this.#chunks = canonical?.chunked === true && canonical.length === null ? new ChunkRewriter() : null;
    }
    return Buffer.concat([...ready, this.#body(rest)]);
  }

  /** Gives what there is of a head to the parser, now that no more of it will come. */
  flush(): Buffer {
    const head = this.#head ?? Buffer.alloc(0);
    this.#head = null;
    this.#left = null;
    this.#chunks = null;
    return head;
  }

  #body(bytes: Buffer): Buffer {
    if (this.#chunks !== null) return this.#chunks.take(bytes);
    if (this.#left === null) return bytes;
    const wanted = bytes.subarray(0, this.#left);
    this.#left -= wanted.length;
    return wanted;
  }
}

/** The length of a head with its empty line; null while it is not whole. Empty lines before it are part of it. */
function endOfHead(bytes: Buffer): number | null {
  const text = bytes.toString("latin1");
  const begin = /[^\r\n]/.exec(text)?.index ?? text.length;
  const found = END_OF_HEAD.exec(text.slice(begin));
  return found === null ? null : begin + found.index + found[0].length;
}

/** Whether the bytes begin as a status line does, as far as they go. */
function mayBeHead(bytes: Buffer): boolean {
  const begin = bytes.toString("latin1").trimStart().slice(0, STATUS_LINE.length).toUpperCase();
  return STATUS_LINE.startsWith(begin);
}

/** 1xx says that the answer is to come; 101 is one. */
function isInterim(status: number | undefined): boolean {
  return status !== undefined && status < 200 && status !== 101;
}
