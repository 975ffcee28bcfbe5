/** A chunk's size, and extensions that nobody reads (RFC 9112 §7.1). */
const SIZE_LINE = /^[ \t]*([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i;
/** Characters of a line between chunks, and of a trailer field. */
const LONGEST_LINE = 8192;

/**
 * Rewrites a body in chunks for a strict parser: lines between the chunks may end with LF alone, as browsers take them.
 * Trailer fields are left out. Bytes that are no chunks pass as they are, so that the parser names what is wrong.
 */
export class ChunkRewriter {
  #line = "";
  #state: "size" | "data" | "end of data" | "trailer" | "over" | "raw" = "size";
  #left = 0;

  take(bytes: Buffer): Buffer {
    const ready: Buffer[] = [];
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#state === "raw") return Buffer.concat([...ready, rest]);
      if (this.#state === "over") break;
      const taken = this.#state === "data" ? this.#data(rest, ready) : this.#lineOf(rest, ready);
      rest = rest.subarray(taken);
    }
    return Buffer.concat(ready);
  }

  #data(bytes: Buffer, ready: Buffer[]): number {
    const data = bytes.subarray(0, this.#left);
    ready.push(data);
    this.#left -= data.length;
    if (this.#left === 0) this.#state = "end of data";
    return data.length;
  }

  #lineOf(bytes: Buffer, ready: Buffer[]): number {
    const end = bytes.indexOf(0x0a);
    this.#line += bytes.toString("latin1", 0, end < 0 ? bytes.length : end);
    const line = this.#line;
    if (line.length > LONGEST_LINE) this.#state = "raw";
    else if (end < 0) return bytes.length;
    this.#line = "";
    const whole = end < 0 ? line : `${line}\n`;
    ready.push(Buffer.from(this.#state === "raw" ? whole : this.#next(line.replace(/\r$/, "")), "latin1"));
    return end < 0 ? bytes.length : end + 1;
  }

  /** Goes on after a line between chunks. Returns the line for the parser. */
  #next(line: string): string {
    if (this.#state === "end of data" && line === "") {
      this.#state = "size";
      return "\r\n";
    }
    if (this.#state === "trailer") {
      if (line === "") this.#state = "over";
      return line === "" ? "\r\n" : "";
    }
    const size = this.#state === "size" ? SIZE_LINE.exec(line)?.[1] : undefined;
    if (size === undefined) {
      this.#state = "raw";
      return `${line}\r\n`;
    }
    this.#left = Number.parseInt(size, 16);
    this.#state = this.#left === 0 ? "trailer" : "data";
    return `${size}\r\n`;
  }
}
