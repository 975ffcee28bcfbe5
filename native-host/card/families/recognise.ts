import type { Atr } from "../atr";
import type { CardFamily } from "./family";
import { FAMILIES } from "./table";

/** Position of the firmware version in the historical bytes. */
const FIRMWARE = 4;

/** The family that an ATR points to, or null for a card that is not a CNS. Sends nothing to the card. */
export function familyByAtr(atr: Atr): CardFamily | null {
  return (
    FAMILIES.find(({ recognition }) => {
      const { atr: whole, historicalBytes, firmwareFrom = 0, certificateMissingFrom } = recognition;
      return (
        certificateMissingFrom === undefined &&
        (whole === undefined || matches(whole, atr.bytes)) &&
        (historicalBytes === undefined || matches(historicalBytes, atr.historicalBytes)) &&
        (atr.historicalBytes[FIRMWARE] ?? 0) >= firmwareFrom
      );
    }) ?? null
  );
}

/** Families that look like this one and differ in the place of the certificate. */
export function lookAlikes(family: CardFamily): readonly CardFamily[] {
  return FAMILIES.filter(({ recognition }) => recognition.certificateMissingFrom === family.id);
}

/** Whether bytes fit a hexadecimal pattern of the same length, in which `..` is any byte. */
export function matches(pattern: string, bytes: Uint8Array): boolean {
  const expected = pattern.split(" ");
  return (
    expected.length === bytes.length &&
    expected.every((byte, i) => byte === ".." || Number.parseInt(byte, 16) === bytes[i])
  );
}
