import type { Cryptoki } from "../../cryptoki";
import type { AnswerWriter } from "../answer";
import type { ArgumentReader, Room } from "../arguments";

/** A call whose arguments have been read. */
export interface Work {
  /** The session that it is about: calls of one session go one after the other. */
  readonly session: number | null;
  /** Does it and writes the answer. Throws CkError. */
  readonly run: (token: Cryptoki, answer: AnswerWriter) => Promise<void>;
}

/** Reads the arguments of a call, all of them. */
export type Handler = (read: ArgumentReader) => Work;

/** Writes the numbers, or how many there are if there is no room for them. Source: PKCS#11 v2.40 §5.2. */
export function fitNumbers(answer: AnswerWriter, room: Room, values: readonly number[]): void {
  if (values.length > (room ?? 0)) answer.ulongsNeeded(values.length);
  else answer.ulongs(values);
}
