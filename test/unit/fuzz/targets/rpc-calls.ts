import assert from "node:assert/strict";
import { CALLS, type Call } from "../../../../native-host/pkcs11/rpc/calls";
import type { Cryptoki } from "../../../../native-host/pkcs11/cryptoki";
import { Client } from "../../pkcs11/rpc/client";
import { message } from "../../pkcs11/rpc/wire";
import { checkResponse } from "./response-form";
import { softWorld } from "./soft-world";
import { Take } from "./take";
import { inTimeAndSound } from "./target";

const MOST_CALLS = 64;
/** Bits of the first byte of a call: the next call does not wait for it, its arguments are longer than a byte tells. */
const AT_ONCE = 1;
const LONG = 2;

/** What the token in a soft world gets: calls with any arguments, and the card pulled and inserted in between. */
type Act = { readonly call: Call; readonly message: Buffer; readonly waits: boolean } | "pull" | "insert";

function acts(bytes: Buffer): Act[] {
  const take = new Take(bytes);
  const found: Act[] = [];
  while (!take.done && found.length < MOST_CALLS) {
    const how = take.byte();
    const call = CALLS[take.byte()];
    const event = (how & AT_ONCE) === 0 ? "pull" : "insert";
    if (!call) found.push(event);
    else {
      const args = (how & LONG) === 0 ? take.short() : take.long();
      found.push({ call, message: message(call.id, call.request, args), waits: (how & AT_ONCE) === 0 });
    }
  }
  return found;
}

/** Every call, with the message that it is sent as, is answered in its form, or with a CK_RV. */
export async function checkCalls(token: Cryptoki, calls: readonly (readonly [Call, Buffer])[]): Promise<void> {
  const client = new Client(token);
  await Promise.all(calls.map(async ([call, sent]) => checkResponse(call, await client.call(sent))));
  await client.end();
}

/** Calls of a program to a token. */
export const check = inTimeAndSound(async (bytes) => {
  const world = await softWorld();
  const { token, readers } = await world.begin();
  const client = new Client(token);
  const answered: Promise<void>[] = [];
  for (const act of acts(bytes)) {
    if (act === "pull") readers.pull();
    else if (act === "insert") readers.insert();
    else {
      const answer = client.call(act.message).then((response) => checkResponse(act.call, response));
      answered.push(answer);
      if (act.waits) await answer;
    }
  }
  assert((await Promise.all(answered)).length <= MOST_CALLS);
  await client.end();
  token.close();
});
