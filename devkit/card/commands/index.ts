import type { CommandApdu } from "../command-apdu";
import type { CardState } from "../state";
import type { Answer } from "../status-word";
import { getChallenge } from "./get-challenge";
import { getData } from "./get-data";
import { manageSecurityEnvironment } from "./manage-security-environment";
import { performSecurityOperation } from "./perform-security-operation";
import { readBinary } from "./read-binary";
import { changeReferenceData, resetRetryCounter, verify } from "./secrets";
import { select } from "./select";

/** Carries out one whole command (chained parts already joined) on the state of the card. */
export type CommandHandler = (card: CardState, command: CommandApdu) => Answer;

/** Handlers by instruction byte. GET RESPONSE belongs to the transmission layer. */
export const COMMANDS: ReadonlyMap<number, CommandHandler> = new Map<number, CommandHandler>([
  [0x20, verify],
  [0x22, manageSecurityEnvironment],
  [0x24, changeReferenceData],
  [0x2a, performSecurityOperation],
  [0x2c, resetRetryCounter],
  [0x84, getChallenge],
  [0xa4, select],
  [0xb0, readBinary],
  [0xca, getData],
]);
