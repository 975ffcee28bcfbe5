import koffi from "koffi";
import type { Socket } from "node:net";

/** Linux: setsockopt(IPPROTO_TCP, TCP_QUICKACK), see tcp(7). */
const IPPROTO_TCP = 6;
const TCP_QUICKACK = 12;

type SetSocketOption = (
  socket: number,
  level: number,
  option: number,
  value: readonly number[],
  length: number,
) => number;
let setSocketOption: SetSocketOption | null = null;

/**
 * Acknowledges what has come in. vpcd writes the length and the APDU one by one and leaves Nagle's algorithm on, so
 * that every APDU waits 40 ms for a delayed acknowledgement. The kernel forgets this wish after each packet.
 */
export function acknowledgeAtOnce(socket: Socket): void {
  const descriptor = process.platform === "linux" ? descriptorOf(socket) : null;
  if (descriptor === null) return;
  setSocketOption ??= koffi.load(null).func("int setsockopt(int, int, int, const int *, uint32_t)");
  setSocketOption(descriptor, IPPROTO_TCP, TCP_QUICKACK, [1], 4);
}

/** Node keeps the descriptor of a socket to itself, in `_handle`. */
function descriptorOf(socket: Socket): number | null {
  const handle: unknown = "_handle" in socket ? socket._handle : null;
  return typeof handle === "object" && handle !== null && "fd" in handle && typeof handle.fd === "number"
    ? handle.fd
    : null;
}
