import type { CallName } from "../calls";
import * as general from "./general";
import * as objects from "./objects";
import type { Handler } from "./handler";
import * as sessions from "./sessions";
import * as signing from "./signing";
import * as slots from "./slots";

/**
 * The supported calls. C_WaitForSlotEvent is none of them: p11-kit's proxy, through which all clients come, never
 * forwards it.
 */
export const HANDLERS: ReadonlyMap<CallName, Handler> = new Map<CallName, Handler>([
  ["C_Initialize", general.initialize],
  ["C_Finalize", general.finalize],
  ["C_GetInfo", general.getInfo],
  ["C_GetSlotList", slots.getSlotList],
  ["C_GetSlotInfo", slots.getSlotInfo],
  ["C_GetTokenInfo", slots.getTokenInfo],
  ["C_GetMechanismList", slots.getMechanismList],
  ["C_GetMechanismInfo", slots.getMechanismInfo],
  ["C_OpenSession", sessions.openSession],
  ["C_CloseSession", sessions.closeSession],
  ["C_CloseAllSessions", sessions.closeAllSessions],
  ["C_GetSessionInfo", sessions.getSessionInfo],
  ["C_SetPIN", sessions.setPin],
  ["C_Login", sessions.login],
  ["C_Logout", sessions.logout],
  ["C_GetObjectSize", objects.getObjectSize],
  ["C_GetAttributeValue", objects.getAttributeValue],
  ["C_FindObjectsInit", objects.findObjectsInit],
  ["C_FindObjects", objects.findObjects],
  ["C_FindObjectsFinal", objects.findObjectsFinal],
  ["C_SignInit", signing.signInit],
  ["C_Sign", signing.sign],
  ["C_SignUpdate", signing.signUpdate],
  ["C_SignFinal", signing.signFinal],
  ["C_SeedRandom", signing.seedRandom],
  ["C_GenerateRandom", signing.generateRandom],
]);
