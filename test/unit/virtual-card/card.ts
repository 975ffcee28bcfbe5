import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { inventedCard, type VirtualCard, type VirtualCardOptions } from "../../../devkit/card/index";
import { ADA } from "../../../devkit/pki/people";

/** Bytes that look like a certificate to a card, which never parses one: a DER header and 900 different bytes. */
export const CERTIFICATE = Uint8Array.of(
  0x30,
  0x82,
  0x03,
  0x84,
  ...Array.from({ length: 900 }, (_, index) => (index * 7) & 0xff),
);

/** One key for all unit tests. */
export const KEY: KeyObject = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

/** An invented card with that key. */
export function unitCard(options: Partial<VirtualCardOptions> = {}): VirtualCard {
  return inventedCard({ der: CERTIFICATE, key: KEY }, ADA, options);
}

/** Sends an APDU given in hexadecimal; the answer in lower-case hexadecimal. */
export async function send(card: VirtualCard, command: string): Promise<string> {
  return Buffer.from(await card.transmit(Buffer.from(command.replace(/\s/g, ""), "hex"))).toString("hex");
}

/** Sends several; the last answer. */
export async function sendAll(card: VirtualCard, ...commands: readonly string[]): Promise<string> {
  let answer = "";
  for (const command of commands) answer = await send(card, command);
  return answer;
}

/** VERIFY and its kin: digits padded with FF to eight bytes, in hexadecimal. */
export function padded(secret: string): string {
  return Buffer.from(secret, "latin1").toString("hex").padEnd(16, "f");
}

export const RESTORE = "00 22 F3 03 00";
export const SET_DECIPHER = "00 22 F1 B8 03 83 01 01";
export const SET_SIGN = "00 22 F1 B6 03 83 01 01";
