import assert from "node:assert/strict";
import { MODULE_NAME } from "../../../../shared/identity";
import {
  otherEntries,
  otherEntry,
  ownLibrary,
  withEntry,
  withoutEntry,
} from "../../../../native-host/install/nss-entry";
import { inTime } from "./target";

export const LIBRARY = "/usr/lib/p11-kit-proxy.so";

/** A list without an entry of ours is as it was, byte for byte, when our entry has come and gone. */
export function checkReturn(text: string): void {
  const added = withEntry(text, LIBRARY);
  assert.equal(ownLibrary(added), LIBRARY);
  assert.equal(withEntry(added, LIBRARY), added);
  assert.equal(withoutEntry(added), text);
}

/** Any list gets one entry of ours that is right, and keeps those of others. */
export function checkDamaged(text: string): void {
  const wanted = (library: string) => library === "/a.so";
  const added = withEntry(text, LIBRARY);
  assert.equal(ownLibrary(added), LIBRARY);
  assert.equal(withEntry(added, LIBRARY), added);
  for (const left of [added, withoutEntry(text), withoutEntry(added)]) {
    assert.equal(otherEntry(left, wanted), otherEntry(text, wanted));
    assert.deepEqual(otherEntries(left), otherEntries(text));
  }
  for (const left of [withoutEntry(text), withoutEntry(added)]) assert.equal(ownLibrary(left), null);
}

/** `pkcs11.txt` of an NSS database. */
export const check = inTime((bytes) => {
  const text = bytes.toString("latin1");
  checkDamaged(text);
  if (ownLibrary(text) === null && !text.includes(MODULE_NAME)) checkReturn(text);
});
