/**
 * Pads a DigestInfo for RSASSA-PKCS1-v1_5 (RFC 8017 §9.2): 00 01 FF…FF 00 ‖ DigestInfo, big-endian, as long as the
 * modulus. `modulusSize` in bytes. Throws `RangeError` when fewer than 8 bytes of FF fit.
 */
export function pkcs1Block(digestInfo: Uint8Array, modulusSize: number): Uint8Array {
  const filling = modulusSize - digestInfo.length - 3;
  if (filling < 8) throw new RangeError("DigestInfo too long for the modulus");
  const block = new Uint8Array(modulusSize).fill(0xff);
  block[0] = 0x00;
  block[1] = 0x01;
  block[2 + filling] = 0x00;
  block.set(digestInfo, 3 + filling);
  return block;
}
