import type { TokenInfo } from "../../cryptoki";
import type { AnswerWriter } from "../answer";
import { fitNumbers, type Handler } from "./handler";

/** Lengths of the texts in CK_SLOT_INFO and CK_TOKEN_INFO. Source: PKCS#11 v2.40 §3.2. */
const TEXT_BYTES = { slotDescription: 64, manufacturer: 32, label: 32, model: 16, serial: 16, time: 16 } as const;
/** CK_EFFECTIVELY_INFINITE. */
const NO_LIMIT = 0;
const NO_VERSION = { major: 0, minor: 0 } as const;
/** Total and free memory, public and private. */
const MEMORY_NUMBERS = 4;

/** C_GetSlotList. */
export const getSlotList: Handler = (read) => {
  const tokenPresent = read.byte() !== 0;
  const room = read.ulongRoom();
  return {
    session: null,
    run: async (token, answer) => fitNumbers(answer, room, await token.getSlotList(tokenPresent)),
  };
};

/** C_GetSlotInfo. */
export const getSlotInfo: Handler = (read) => {
  const slot = read.ulong();
  return {
    session: null,
    run: async (token, answer) => {
      const info = await token.getSlotInfo(slot);
      answer.text(info.description, TEXT_BYTES.slotDescription);
      answer.text(info.manufacturer, TEXT_BYTES.manufacturer);
      answer.ulong(info.flags);
      answer.version(info.hardware);
      answer.version(info.firmware);
    },
  };
};

/** C_GetTokenInfo. */
export const getTokenInfo: Handler = (read) => {
  const slot = read.ulong();
  return { session: null, run: async (token, answer) => writeTokenInfo(answer, await token.getTokenInfo(slot)) };
};

function writeTokenInfo(answer: AnswerWriter, info: TokenInfo): void {
  answer.text(info.label, TEXT_BYTES.label);
  answer.text(info.manufacturer, TEXT_BYTES.manufacturer);
  answer.text(info.model, TEXT_BYTES.model);
  answer.text(info.serial, TEXT_BYTES.serial);
  answer.ulong(info.flags);
  answer.ulong(NO_LIMIT);
  answer.ulong(info.sessions.open);
  answer.ulong(NO_LIMIT);
  answer.ulong(info.sessions.openReadWrite);
  answer.ulong(info.pin.max);
  answer.ulong(info.pin.min);
  for (let number = 0; number < MEMORY_NUMBERS; number++) answer.unavailable();
  answer.version(NO_VERSION);
  answer.version(NO_VERSION);
  answer.text("", TEXT_BYTES.time);
}

/** C_GetMechanismList. */
export const getMechanismList: Handler = (read) => {
  const slot = read.ulong();
  const room = read.ulongRoom();
  return { session: null, run: async (token, answer) => fitNumbers(answer, room, await token.getMechanismList(slot)) };
};

/** C_GetMechanismInfo. */
export const getMechanismInfo: Handler = (read) => {
  const slot = read.ulong();
  const mechanism = read.ulong();
  return {
    session: null,
    run: async (token, answer) => {
      const info = await token.getMechanismInfo(slot, mechanism);
      answer.ulong(info.minKeySize);
      answer.ulong(info.maxKeySize);
      answer.ulong(info.flags);
    },
  };
};
