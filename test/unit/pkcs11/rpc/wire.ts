import { CALLS, type CallName } from "../../../../native-host/pkcs11/rpc/calls";

/*
 * Builds messages of p11-kit's RPC protocol; all numbers are big-endian. Source: p11-kit, rpc-client.c and
 * rpc-message.c. Fixed messages are golden files: see golden.ts.
 */
export const u8 = (value: number): Buffer => Buffer.of(value);
export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
export const u64 = (value: number | bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
export const hex = (text: string): Buffer => Buffer.from(text.replaceAll(" ", ""), "hex");
/** Length and bytes. */
export const lengthAndBytes = (bytes: Uint8Array | string): Buffer =>
  Buffer.concat([u32(bytes.length), Buffer.from(bytes)]);
/** `ay` with bytes. */
export const byteArray = (bytes: Uint8Array | string): Buffer => Buffer.concat([u8(1), lengthAndBytes(bytes)]);
/** `ay` without bytes as p11-kit 0.24 writes it. */
export const NO_BYTES = Buffer.concat([u8(0), u32(0)]);
export const HANDSHAKE = "PRIVATE-GNOME-KEYRING-PKCS11-PROTOCOL-V-1";

/** A message of that call. */
export function request(name: CallName, ...args: readonly Buffer[]): Buffer {
  const call = CALLS.find((known) => known.name === name)!;
  return message(call.id, call.request, ...args);
}

export function message(id: number, letters: string, ...parts: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(id), lengthAndBytes(letters), ...parts]);
}

export function frame(code: number, body: Buffer, options: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([u32(code), u32(options.length), u32(body.length), options, body]);
}
