import { parseCommand, type CommandApdu } from "./command-apdu";
import { COMMANDS } from "./commands/index";
import { concat } from "./hex";
import type { CardState } from "./state";
import { answer, status, SW, type Answer } from "./status-word";

const GET_RESPONSE = 0xc0;
const CHAINING = 0x10;
const ENVELOPE = 0xc2;
const SHORT_MAX = 256;

/**
 * What lies between the wire and the command handlers: classes, extended lengths, command chaining
 * (ISO/IEC 7816-4 §5.1.1), the answers that are fetched in pieces, 61xx and 6Cxx (ISO/IEC 7816-3 §12.2), and ENVELOPE
 * (§12.2.5).
 */
export class Transmission {
  readonly #protocol: "T=0" | "T=1";
  #waiting: Answer | null = null;
  #chain: CommandApdu | null = null;
  /** The parts of a command that have come in envelopes. */
  #enveloped: Uint8Array = new Uint8Array();

  constructor(protocol: "T=0" | "T=1") {
    this.#protocol = protocol;
  }

  /** Forgets what is under way, as a reset does. */
  reset(): void {
    this.#waiting = null;
    this.#chain = null;
    this.#enveloped = new Uint8Array();
  }

  /** Handles the bytes of one command APDU. */
  handle(card: CardState, bytes: Uint8Array): Answer {
    const parsed = parseCommand(bytes);
    const waiting = this.#waiting;
    const chain = this.#chain;
    const enveloped = this.#enveloped;
    this.reset();
    if (parsed === null) return status(SW.wrongLength);
    const refused = this.#refusal(card, parsed);
    if (refused !== null) return status(refused);
    if (parsed.ins === GET_RESPONSE) return this.#getResponse(parsed, waiting);
    if (parsed.ins === ENVELOPE && card.family.envelope) return this.#envelope(card, concat(enveloped, parsed.data));
    const joined = join(chain, parsed);
    if (joined === null) return status(SW.chainExpected);
    if (parsed.cla === CHAINING) {
      this.#chain = joined;
      return status(SW.ok);
    }
    return this.#deliver(joined, run(card, joined));
  }

  /** Runs the command inside once it is complete. Its answer waits, as that of every command with data. */
  #envelope(card: CardState, bytes: Uint8Array): Answer {
    const inside = parseCommand(bytes);
    if (inside === null) {
      this.#enveloped = bytes;
      return status(SW.ok);
    }
    const result = run(card, inside);
    return result.data.length === 0 ? result : this.#keep(result);
  }

  #refusal({ family }: CardState, { cla, extended }: CommandApdu): number | null {
    if (cla !== 0 && !(cla === CHAINING && family.commandChaining)) return SW.unknownClass;
    return extended && (!family.extendedLength || this.#protocol === "T=0") ? SW.wrongLength : null;
  }

  /** In T=0 a command with data cannot fetch data: the answer waits. Otherwise Le bounds it, and the rest waits. */
  #deliver({ data, le }: CommandApdu, result: Answer): Answer {
    if (result.data.length === 0) return result;
    if (this.#protocol === "T=0" && data.length > 0) return this.#keep(result);
    if (le === null) return status(result.statusWord);
    if (this.#protocol === "T=0" && result.data.length !== le) return this.#exactLength(result, le);
    return this.#piece(result, le);
  }

  /** T=0 cannot answer less than Le: it says the right length, and the command comes again. */
  #exactLength(result: Answer, le: number): Answer {
    return result.data.length < le ? status(SW.wrongLe | result.data.length) : this.#piece(result, le);
  }

  #getResponse({ data, le }: CommandApdu, waiting: Answer | null): Answer {
    if (waiting === null) return status(SW.conditionsOfUse);
    if (data.length > 0 || le === null) return status(SW.wrongLength);
    if (this.#protocol === "T=0" && le > waiting.data.length) {
      this.#waiting = waiting;
      return status(SW.wrongLe | waiting.data.length);
    }
    return this.#piece(waiting, le);
  }

  #piece(result: Answer, le: number): Answer {
    if (result.data.length <= le) return result;
    const rest = this.#keep({ ...result, data: result.data.subarray(le) });
    return answer(result.data.subarray(0, le), rest.statusWord);
  }

  #keep(result: Answer): Answer {
    this.#waiting = result;
    return status(SW.moreData | (result.data.length >= SHORT_MAX ? 0 : result.data.length));
  }
}

function run(card: CardState, command: CommandApdu): Answer {
  return COMMANDS.get(command.ins)?.(card, command) ?? status(SW.unknownInstruction);
}

/** The command with the data of the chain before it; null when it does not continue that chain. */
function join(chain: CommandApdu | null, command: CommandApdu): CommandApdu | null {
  if (chain === null) return command;
  const continues = chain.ins === command.ins && chain.p1 === command.p1 && chain.p2 === command.p2;
  return continues ? { ...command, data: concat(chain.data, command.data) } : null;
}
