import { VarcoError } from "../../shared/errors";
import { encode, fitsShort, SHORT_ANSWER, SHORT_DATA, type CommandApdu, type ResponseApdu } from "./apdu";
import type { Exchange } from "./exchange";
import { meaningOf, type StatusMeaning } from "./status-word";
import type { CardTransport } from "./transport";

/** How a card accepts what does not fit into a short APDU. */
export type LongCommands = "chaining" | "extended";

/** Answers of a card that does not support this way, and has done nothing. */
const REFUSALS: ReadonlySet<StatusMeaning | null> = new Set<StatusMeaning>([
  "wrong-length",
  "chaining-unsupported",
  "function-unsupported",
  "instruction-unsupported",
  "class-unsupported",
]);
const CHAINING_BIT = 0x10;

/**
 * Processor for commands beyond 255 bytes of data or 256 of answer. Tries the ways in the given order. A way that card
 * or reader refuses is not tried again on this connection while there is another. In T=0, which has no extended APDUs,
 * ENVELOPE carries them. A long answer is fetched in one piece only where extended APDUs pass, else 256 bytes of it.
 * Behind a reader that is known not to pass them on, they are tried last. Throws `reader.short-only` when the reader is
 * the obstacle and no other way is left.
 */
export function withLongCommands(
  send: Exchange,
  { protocol, shortOnly = false }: Pick<CardTransport, "protocol" | "shortOnly">,
  ways: readonly [LongCommands, ...LongCommands[]],
): Exchange {
  let longData: readonly LongCommands[] = shortOnly && protocol === "T=1" ? chainingFirst(ways) : ways;
  let longAnswers = protocol === "T=1" && !shortOnly && ways.includes("extended");

  return async (command) => {
    if (fitsShort(command)) return send(command);
    if ((command.data?.length ?? 0) <= SHORT_DATA) {
      const answer = longAnswers ? await extended(send, command) : null;
      if (answer !== null && isTaken(answer)) return answer;
      longAnswers = false;
      return send({ ...command, le: SHORT_ANSWER });
    }
    const refusals: (ResponseApdu | null)[] = [];
    for (const way of longData) {
      const response =
        way === "chaining"
          ? await chained(send, command)
          : protocol === "T=0"
            ? await enveloped(send, command)
            : await extended(send, command);
      if (response !== null && isTaken(response)) return response;
      refusals.push(response);
      if (longData.length > 1) longData = longData.filter((each) => each !== way);
    }
    const refusal = refusals[0] ?? null;
    // Another reader helps: the person must learn this, whatever the card said to the other way.
    if (refusal === null || refusals.includes(null)) throw new VarcoError("reader.short-only");
    return refusal;
  };
}

function chainingFirst(ways: readonly LongCommands[]): LongCommands[] {
  return [...ways].sort((one, other) => Number(one === "extended") - Number(other === "extended"));
}

function isTaken(response: ResponseApdu): boolean {
  return !REFUSALS.has(meaningOf(response.statusWord));
}

/** Null when the reader does not pass extended APDUs on. The card has then seen nothing. */
async function extended(send: Exchange, command: CommandApdu): Promise<ResponseApdu | null> {
  try {
    return await send(command);
  } catch (error) {
    if (error instanceof VarcoError && error.code === "reader.short-only") return null;
    throw error;
  }
}

/** Command chaining, ISO/IEC 7816-4:2013 §5.3.3: bit 5 of CLA set on all parts but the last. */
async function chained(send: Exchange, command: CommandApdu): Promise<ResponseApdu> {
  const { le, ...first } = command;
  const parts = split(command.data);
  for (const data of parts.slice(0, -1)) {
    const response = await send({ ...first, cla: command.cla | CHAINING_BIT, data });
    if (meaningOf(response.statusWord) !== "ok") return response;
  }
  return send(lastPart(first, parts.at(-1), le));
}

/** An extended APDU cut into ENVELOPE commands, ISO/IEC 7816-3:2006 §12.2.5 (case 4E). */
async function enveloped(send: Exchange, command: CommandApdu): Promise<ResponseApdu> {
  const { le, ...rest } = command;
  const envelope = { ...rest, cla: 0x00, ins: 0xc2, p1: 0, p2: 0 };
  const parts = split(encode(command));
  for (const data of parts.slice(0, -1)) {
    const response = await send({ ...envelope, data });
    if (meaningOf(response.statusWord) !== "ok") return response;
  }
  return send(lastPart(envelope, parts.at(-1), le));
}

function lastPart(command: CommandApdu, data: Uint8Array | undefined, le: number | undefined): CommandApdu {
  return { ...command, ...(data && { data }), ...(le !== undefined && { le: Math.min(le, SHORT_ANSWER) }) };
}

function split(bytes: Uint8Array = new Uint8Array()): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / SHORT_DATA) }, (_, i) =>
    bytes.subarray(i * SHORT_DATA, (i + 1) * SHORT_DATA),
  );
}
