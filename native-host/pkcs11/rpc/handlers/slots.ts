import type { TokenInfo } from "../../cryptoki";
import type { ResponseWriter } from "../response";
import { writeUlongs, type Handler } from "./handler";

/** The lengths of the texts in CK_SLOT_INFO and CK_TOKEN_INFO. Source: PKCS#11 v2.40 §3.2. */
const TEXT_BYTES = { slotDescription: 64, manufacturer: 32, label: 32, model: 16, serial: 16, time: 16 } as const;
/** CK_EFFECTIVELY_INFINITE. */
const NO_LIMIT = 0;
const NO_VERSION = { major: 0, minor: 0 } as const;
/** The numbers for total and free memory, public and private. */
const MEMORY_NUMBERS = 4;

/** C_GetSlotList. */
export const getSlotList: Handler = (args) => {
  const tokenPresent = args.byte() !== 0;
  const buffer = args.ulongBuffer();
  return {
    session: null,
    run: async (token, response) => writeUlongs(response, buffer, await token.getSlotList(tokenPresent)),
  };
};

/** C_GetSlotInfo. */
export const getSlotInfo: Handler = (args) => {
  const slot = args.ulong();
  return {
    session: null,
    run: async (token, response) => {
      const info = await token.getSlotInfo(slot);
      response.text(info.description, TEXT_BYTES.slotDescription);
      response.text(info.manufacturer, TEXT_BYTES.manufacturer);
      response.ulong(info.flags);
      response.version(info.hardware);
      response.version(info.firmware);
    },
  };
};

/** C_GetTokenInfo. */
export const getTokenInfo: Handler = (args) => {
  const slot = args.ulong();
  return { session: null, run: async (token, response) => writeTokenInfo(response, await token.getTokenInfo(slot)) };
};

function writeTokenInfo(response: ResponseWriter, info: TokenInfo): void {
  response.text(info.label, TEXT_BYTES.label);
  response.text(info.manufacturer, TEXT_BYTES.manufacturer);
  response.text(info.model, TEXT_BYTES.model);
  response.text(info.serial, TEXT_BYTES.serial);
  response.ulong(info.flags);
  response.ulong(NO_LIMIT);
  response.ulong(info.sessions.open);
  response.ulong(NO_LIMIT);
  response.ulong(info.sessions.openReadWrite);
  response.ulong(info.pin.max);
  response.ulong(info.pin.min);
  for (let number = 0; number < MEMORY_NUMBERS; number++) response.unavailable();
  response.version(NO_VERSION);
  response.version(NO_VERSION);
  response.text("", TEXT_BYTES.time);
}

/** C_GetMechanismList. */
export const getMechanismList: Handler = (args) => {
  const slot = args.ulong();
  const buffer = args.ulongBuffer();
  return {
    session: null,
    run: async (token, response) => writeUlongs(response, buffer, await token.getMechanismList(slot)),
  };
};

/** C_GetMechanismInfo. */
export const getMechanismInfo: Handler = (args) => {
  const slot = args.ulong();
  const mechanism = args.ulong();
  return {
    session: null,
    run: async (token, response) => {
      const info = await token.getMechanismInfo(slot, mechanism);
      response.ulong(info.minKeySize);
      response.ulong(info.maxKeySize);
      response.ulong(info.flags);
    },
  };
};
