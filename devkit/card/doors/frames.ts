/** A message as vpcd and its cards write it: two bytes of length, big-endian, then the message. */
export function frame(message: Uint8Array): Uint8Array {
  if (message.length > 0xffff) throw new RangeError(`a frame holds 65535 bytes, not ${message.length}`);
  return Uint8Array.of(message.length >> 8, message.length & 0xff, ...message);
}

/** Puts frames together out of what a socket delivers. */
export class FrameDecoder {
  #buffered = Buffer.alloc(0);

  /** The messages that are complete with these bytes, in order. */
  push(bytes: Uint8Array): Uint8Array[] {
    this.#buffered = Buffer.concat([this.#buffered, bytes]);
    const messages: Uint8Array[] = [];
    while (this.#buffered.length >= 2) {
      const end = 2 + this.#buffered.readUInt16BE(0);
      if (this.#buffered.length < end) break;
      messages.push(new Uint8Array(this.#buffered.subarray(2, end)));
      this.#buffered = this.#buffered.subarray(end);
    }
    return messages;
  }
}
