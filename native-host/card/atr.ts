/** Answer to reset. */
export interface Atr {
  readonly bytes: Uint8Array;
  /** Up to 15 bytes by which a card tells what it is. */
  readonly historicalBytes: Uint8Array;
  /** Offered transmission protocols (0 for T=0, 1 for T=1), in the order of the ATR. */
  readonly protocols: readonly number[];
}

const DIRECT_CONVENTION = 0x3b;
const INVERSE_CONVENTION = 0x3f;
const LONGEST = 33;

/**
 * Parses an answer to reset, ISO/IEC 7816-3:2006 §8.2. Null when it is not one: wrong first byte, too short, bytes left
 * over, wrong checksum.
 */
export function parseAtr(bytes: Uint8Array): Atr | null {
  const [ts, t0] = bytes;
  if ((ts !== DIRECT_CONVENTION && ts !== INVERSE_CONVENTION) || t0 === undefined || bytes.length > LONGEST)
    return null;
  const protocols: number[] = [];
  let at = 2;
  for (let follows = t0 >> 4; ;) {
    at += countBits(follows & 0b0111);
    if ((follows & 0b1000) === 0) break;
    const td = bytes[at];
    if (td === undefined) return null;
    protocols.push(td & 0x0f);
    at += 1;
    follows = td >> 4;
  }
  const end = at + (t0 & 0x0f);
  // TCK is present unless the ATR offers only T=0, or names no protocol.
  const checked = protocols.some((protocol) => protocol !== 0);
  if (bytes.length !== end + (checked ? 1 : 0)) return null;
  if (checked && bytes.subarray(1).reduce((sum, byte) => sum ^ byte, 0) !== 0) return null;
  const offered = protocols.filter((protocol) => protocol !== 15);
  return {
    bytes,
    historicalBytes: bytes.subarray(at, end),
    protocols: offered.length === 0 ? [0] : [...new Set(offered)],
  };
}

function countBits(value: number): number {
  return (value & 1) + ((value >> 1) & 1) + ((value >> 2) & 1);
}
