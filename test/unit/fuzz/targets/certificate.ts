import assert from "node:assert/strict";
import * as v from "valibot";
import { VarcoError } from "../../../../shared/errors";
import { LIMITS } from "../../../../shared/limits";
import { toExtension } from "../../../../shared/messages";
import { readHolder } from "../../../../native-host/card/holder";
import { chooseCns } from "../../../../native-host/modules/certificate-profile";
import { readCertificateFields } from "../../../../native-host/pkcs11/certificate-fields";
import { CKA } from "../../../../native-host/pkcs11/constants";
import { tokenObjects } from "../../../../native-host/pkcs11/objects";
import { tokenInfo } from "../../../../native-host/pkcs11/token-info";
import { readPublicKey } from "../../../../native-host/rsa/public-key";
import { inTime } from "./target";

/** What it returns; undefined where it says that this is no certificate. */
function unlessRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    assert(thrown instanceof VarcoError && thrown.code === "card.certificate", String(thrown));
    return undefined;
  }
}

/** It has fields inside of its bytes, or is refused. */
export function checkFields(bytes: Buffer): void {
  const fields = unlessRefused(() => readCertificateFields(bytes));
  for (const field of fields ? [fields.serialNumber, fields.issuer, fields.subject] : [])
    assert(field.length >= 2 && bytes.includes(Buffer.from(field)));
}

/** It has a holder whom the extension takes, or is refused. */
export function checkHolder(bytes: Buffer): void {
  const holder = unlessRefused(() => readHolder(bytes));
  if (holder === undefined) return;
  assert(holder.name.length <= LIMITS.holderName);
  assert(!Number.isNaN(Date.parse(holder.notBefore)) && !Number.isNaN(Date.parse(holder.notAfter)));
  const { name, codiceFiscale, subject, issuer, notBefore, notAfter, warnings } = holder;
  const card = {
    status: "ready",
    insertion: 1,
    family: "CNS",
    holder: { name, codiceFiscale },
    certificate: { subject, issuer, notBefore, notAfter },
    pin: { triesLeft: null, blocked: false },
    warnings,
  };
  const readers = [{ name: "Reader", keypad: false, card }];
  assert(v.is(toExtension, { kind: "cards", state: { service: true, readers } }), JSON.stringify(card));
}

/** It has an RSA key, or is refused. */
export function checkKey(bytes: Buffer): void {
  const key = unlessRefused(() => readPublicKey(bytes));
  if (key !== undefined) assert.equal(key.bytes, key.modulus.length);
}

/** A card with it is a token with dates of eight digits, or is refused. */
export function checkToken(der: Buffer): void {
  const family = { id: "standard", name: "CNS", missing: null };
  unlessRefused(() => {
    const pin = { triesLeft: 3, blocked: false };
    const known = { insertion: 1, family, der, certificate: readHolder(der), key: readPublicKey(der), pin };
    const objects = tokenObjects(known);
    const { label, serial } = tokenInfo({ known, objects }, pin, { open: 0, openReadWrite: 0 });
    assert(Buffer.byteLength(label) <= 32 && Buffer.byteLength(serial) <= 16);
    for (const { attributes } of objects)
      for (const date of [attributes.get(CKA.START_DATE), attributes.get(CKA.END_DATE)])
        assert(date === undefined || /^\d{8}$/.test(Buffer.from(date instanceof Uint8Array ? date : []).toString()));
  });
}

/** All of that, and the choice among the certificates of a token goes past it. */
export function checkCertificate(bytes: Buffer): void {
  checkFields(bytes);
  checkHolder(bytes);
  checkKey(bytes);
  checkToken(bytes);
  chooseCns([{ der: bytes }]);
}

/** The bytes of a certificate as they are. */
export const check = inTime(checkCertificate);
