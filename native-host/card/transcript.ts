import { parseAtr } from "./atr";
import { statusWordText, toHex } from "./hex";
import type { CardTransport } from "./transport";

/** Instructions whose data are this program's own constants: names of files and applications. */
const SELECT = 0xa4;
const HEADER = 4;
/**
 * Letters (H9 to H11, behind the category byte) of cards whose 15 historical bytes are all defined, and say nothing of
 * the person or the piece.
 */
const DEFINED_LAYOUTS = ["CNS", "HPC"];
const LAYOUT_LENGTH = 15;
const LETTERS_AT = 9;

/**
 * What went over the wire, in a form that can be shown to anybody. Nothing else is kept: of a command its header, its
 * lengths, and the data of SELECT; of an answer its status word, how long it was, and one remark from a closed list.
 * No byte that a card has sent is shown, but the status word.
 */
export class Transcript {
  readonly #lines: string[] = [];

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** The transport, with everything that passes taken down. Keypads are left out: a report asks for no code. */
  over(transport: CardTransport): CardTransport {
    return {
      protocol: transport.protocol,
      shortOnly: transport.shortOnly ?? false,
      transmit: async (apdu) => {
        const command = commandText(apdu);
        const answer = await transport.transmit(apdu).catch((thrown: unknown) => {
          this.#lines.push(`> ${command}  < no answer`);
          throw thrown;
        });
        this.#lines.push(`> ${command}  < ${answerText(answer)}`);
        return answer;
      },
    };
  }
}

/**
 * An ATR without what may number the piece: the interface bytes as they are. Of the historical bytes only those of a
 * layout in which all are defined; of others (a reader makes them up for contactless cards, with a number) how many.
 */
export function maskedAtr(bytes: Uint8Array): string {
  const atr = parseAtr(bytes);
  if (atr === null) return `no ATR (${bytes.length} bytes)`;
  const { historicalBytes } = atr;
  const letters = Buffer.from(historicalBytes).toString("latin1", LETTERS_AT, LETTERS_AT + 3);
  if (historicalBytes.length === LAYOUT_LENGTH && DEFINED_LAYOUTS.includes(letters)) return toHex(bytes);
  const before = bytes.subarray(0, historicalBytes.byteOffset - bytes.byteOffset);
  return `${toHex(before)} (${historicalBytes.length} historical bytes)`;
}

function commandText(apdu: Uint8Array): string {
  const header = toHex(apdu.subarray(0, HEADER));
  const rest = apdu.subarray(HEADER);
  if (rest.length === 0) return header;
  return apdu[1] === SELECT ? `${header} ${toHex(rest)}` : `${header} (${rest.length} more bytes)`;
}

function answerText(answer: Uint8Array): string {
  if (answer.length < 2) return `${answer.length} bytes`;
  const data = answer.subarray(0, -2);
  const [sw1 = 0, sw2 = 0] = answer.subarray(-2);
  const status = statusWordText((sw1 << 8) | sw2);
  return data.length === 0 ? status : `${status}, ${data.length} bytes, ${remark(data)}`;
}

/** What an answer looks like, in one of these words. */
function remark(data: Uint8Array): string {
  if (data.every((byte) => byte === 0x00)) return "all 00";
  if (data.every((byte) => byte === 0xff)) return "all ff";
  if (data[0] === 0x30 && data[1] === 0x82) return "like a certificate";
  if (data[5] === 0x30 && data[6] === 0x82) return "like a certificate after five bytes";
  if (data[0] === 0x6f || data[0] === 0x62) return "like file information";
  return "other";
}
