import { Client } from "../../pkcs11/rpc/client";
import { tokenThat } from "../../pkcs11/rpc/token-double";
import { willingToken } from "../../pkcs11/rpc/willing-token";
import { cut, takeStream } from "./take";
import { inTimeAndSound } from "./target";

/** The stream of a program is answered or ends, in whatever pieces it comes. */
export async function checkStream(version: number, stream: Buffer, lengths: readonly number[]): Promise<void> {
  const client = new Client(tokenThat(willingToken()), version);
  for await (const piece of cut(stream, lengths)) client.input.write(piece);
  await client.end();
}

/** What a program writes to the module, as bytes. */
export const check = inTimeAndSound(async (bytes) => {
  const { stream, lengths } = takeStream(bytes.subarray(1));
  await checkStream(bytes[0] ?? 0, stream, lengths);
});
