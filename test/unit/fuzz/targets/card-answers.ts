import assert from "node:assert/strict";
import { VarcoError, type ErrorCode } from "../../../../shared/errors";
import type { CnsCard } from "../../../../native-host/card/cns-card";
import { openCns } from "../../../../native-host/card/open-cns";
import { ATR } from "../../card/cards";
import { checkCertificate } from "./certificate";
import { Take } from "./take";
import { inTimeAndSound } from "./target";

const CODE = Buffer.from("24680");
const PUK = Buffer.from("13579246");
const MODULUS = 128;
/** Status words that commands are answered with, beside any other. */
const STATUS = [
  0x9000, 0x6282, 0x6a82, 0x6b00, 0x6a86, 0x6983, 0x63c2, 0x6982, 0x6700, 0x6d00, 0x6884, 0x6110, 0x6c10, 0x6a80,
] as const;
const FAILURES: readonly [ErrorCode, ...ErrorCode[]] = ["card.removed", "card.mute", "card.busy", "reader.short-only"];

/** What is done with the card. */
const ACTS: readonly [(card: CnsCard) => Promise<unknown>, ...((card: CnsCard) => Promise<unknown>)[]] = [
  async (card) => checkCertificate(Buffer.from(await card.readCertificate())),
  (card) => card.readSerial(),
  (card) => card.readPersonalData(),
  (card) => card.triesLeft(),
  (card) => card.pukTriesLeft(),
  (card) => card.verifyPin(CODE),
  (card) => card.changePin(CODE, CODE),
  (card) => card.unblockPin(PUK, CODE),
  async (card) => assert.equal((await card.rawRsa(new Uint8Array(MODULUS))).length, MODULUS),
  async (card) => assert.equal((await card.rawRsa(new Uint8Array(2 * MODULUS))).length, 2 * MODULUS),
  (card) => card.survey(["1100 1101", "2f02"]),
  (card) => card.verifyPinByKeypad(),
  (card) => card.changePinByKeypad(),
];

/** A card that answers anything. At the end of the input it is gone. */
function answer(take: Take): Uint8Array {
  if (take.done) throw new VarcoError("card.removed");
  const kind = take.byte();
  const known = STATUS[kind % 16];
  if (kind >= 0xf0) throw new VarcoError(take.one(FAILURES));
  const data = kind < 0x80 ? take.short() : kind < 0xe0 ? take.long() : Buffer.alloc(255);
  const status = known === undefined ? take.piece(2) : Buffer.from([known >> 8, known & 0xff]);
  return Buffer.concat([data, status]);
}

/** Everything that is done with such a card ends, and throws nothing but errors of the closed list. */
export const check = inTimeAndSound(async (bytes) => {
  const take = new Take(bytes);
  const atr = take.one([ATR.standard, ATR.st2021, ATR.ace2021, ATR.ace2025, ATR.contactless, "any"]);
  const how = take.byte();
  const acts = Array.from({ length: 1 + (how >> 5) }, () => take.one(ACTS));
  const secret: Uint8Array[] = [];
  const given = async () => {
    const bytes = answer(take);
    if (bytes.length < 2) throw new VarcoError("card.mute");
    return bytes;
  };
  const transport = {
    protocol: (how & 1) === 0 ? "T=1" : "T=0",
    shortOnly: (how & 2) !== 0,
    transmit: async (apdu: Uint8Array) => {
      // Without data a VERIFY only asks for the tries.
      if ([0x20, 0x24, 0x2c].includes(apdu[1] ?? 0) && apdu.length > 5) secret.push(apdu);
      return given();
    },
    ...((how & 4) !== 0 && { keypad: { verify: given, modify: given } }),
  } as const;
  const bytesOfAtr = atr instanceof Uint8Array ? atr : take.short();
  const card = await unlessKnown(() => openCns(transport, bytesOfAtr));
  for (const act of card ? acts : []) await unlessKnown(() => act(card!));
  assert(
    secret.every((apdu) => apdu.every((byte) => byte === 0)),
    "a command with a code stays in memory",
  );
});

async function unlessKnown<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof VarcoError)) throw thrown;
    assert.notEqual(thrown.code, "internal", thrown.message);
    return undefined;
  }
}
