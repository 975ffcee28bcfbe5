import assert from "node:assert/strict";
import type { Call } from "../../../../native-host/pkcs11/rpc/calls";
import { encodingOf } from "../../../../native-host/pkcs11/rpc/attribute-encodings";
import { Cursor } from "../../../../native-host/pkcs11/rpc/cursor";

/** A response has the form of its call, or is a CK_RV other than CKR_OK. */
export function checkResponse(call: Call, response: Buffer): void {
  const cursor = new Cursor(response);
  const id = cursor.uint32();
  const letters = cursor.bytes()?.toString("latin1");
  if (id === 0) {
    assert.equal(letters, "u");
    assert(cursor.ulong() > 0);
  } else {
    assert.equal(id, call.id);
    assert.equal(letters, call.response);
    for (const letter of call.response.match(/a?[a-zA-Z]/g) ?? []) READERS[letter]?.(cursor);
  }
  assert.equal(cursor.left, 0, "bytes behind the response");
}

/** By the letters of rpc-message.h of p11-kit. */
const READERS: Readonly<Record<string, (cursor: Cursor) => unknown>> = {
  u: (cursor) => cursor.ulong(),
  y: (cursor) => cursor.byte(),
  s: (cursor) => cursor.bytes(),
  v: (cursor) => cursor.byte() + cursor.byte(),
  ay: (cursor) => (cursor.byte() === 0 ? cursor.uint32() : cursor.bytes()),
  au: (cursor) => {
    const given = cursor.byte() !== 0;
    for (let count = cursor.uint32(); given && count > 0; count--) cursor.ulong();
  },
  aA: (cursor) => {
    for (let count = cursor.uint32(); count > 0; count--) readAttribute(cursor);
  },
};

function readAttribute(cursor: Cursor): void {
  const type = cursor.uint32();
  if (cursor.byte() === 0) return;
  cursor.uint32();
  const encoding = encodingOf(type);
  if (encoding === "byte") cursor.byte();
  else if (encoding === "ulong") cursor.ulong();
  else if (encoding === "mechanisms") for (let count = cursor.uint32(); count > 0; count--) cursor.ulong();
  else cursor.bytes();
}
