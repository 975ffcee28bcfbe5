import { fromHex, toHex } from "../../../native-host/card/hex";
import { openCns } from "../../../native-host/card/open-cns";
import type { CardTransport } from "../../../native-host/card/transport";
import { CnsCard } from "../../../native-host/card/cns-card";
import type { Exchange } from "../../../native-host/card/exchange";
import { FileSystem } from "../../../native-host/card/file-system";
import { FAMILIES } from "../../../native-host/card/families/table";
import { ScriptedTransport, type Line } from "./scripted-transport";

/** An ATR completed by its checksum. */
export function withChecksum(atr: string): Uint8Array {
  const bytes = fromHex(atr);
  return Uint8Array.of(
    ...bytes,
    bytes.subarray(1).reduce((sum, byte) => sum ^ byte, 0),
  );
}

/** An ATR as contact cards have it, around 15 historical bytes. */
export function contactAtr(historicalBytes: string): Uint8Array {
  return withChecksum(`3b ff 18 00 ff 81 31 fe 55 ${historicalBytes}`);
}

/** ATRs by family. */
export const ATR = {
  standard: contactAtr("00 6b 04 0c 01 00 01 11 01 43 4e 53 11 31 80"),
  st2021: fromHex("3b ff 18 00 ff 81 31 fe 55 00 6b 02 09 16 17 01 11 01 43 4e 53 11 31 80 8d"),
  ace2021: fromHex("3b ff 18 00 00 81 31 fe 45 00 6b 05 05 20 00 01 21 01 43 4e 53 10 31 80 79"),
  ace2025: fromHex("3b ff 18 00 ff 81 31 fe 4d 00 6b 04 04 b8 5b 01 f1 01 43 4e 53 10 31 80 9d"),
  contactless: fromHex("3b 80 80 01 01"),
} as const;

export interface Opened {
  readonly card: CnsCard;
  readonly transport: ScriptedTransport;
}

/** A card of a family in a scripted conversation. */
export async function opened(
  family: keyof typeof ATR,
  lines: readonly Line[],
  protocol: CardTransport["protocol"] = "T=1",
  knownFamily?: string,
): Promise<Opened> {
  const transport = new ScriptedTransport(lines, protocol);
  return { transport, card: await openCns(transport, ATR[family], knownFamily) };
}

/** A standard card that answers every command as `send` does, with nothing in between. */
export function cardOver(send: Exchange): CnsCard {
  const family = FAMILIES.find(({ id }) => id === "standard")!;
  return new CnsCard(send, new FileSystem(send, family.files), family, () => {}, null);
}

/** Something that begins like a certificate of `length` bytes (at least 260), no byte like its neighbours. */
export function sequence(length: number): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 7) & 0xff);
  bytes.set([0x30, 0x82, (length - 4) >> 8, (length - 4) & 0xff]);
  return bytes;
}

/** The reads by which a file's content is fetched, 255 bytes at a time: all of it but the padding. */
export function reads(content: Uint8Array, fileSize: number): Line[] {
  const file = new Uint8Array(fileSize);
  file.set(content);
  const lines: Line[] = [];
  for (let at = 0; at < content.length; at += 255) {
    const le = at === 0 ? 255 : Math.min(255, content.length - at);
    const answer = file.subarray(at, at + le);
    lines.push([
      `00b0 ${at.toString(16).padStart(4, "0")} ${le.toString(16).padStart(2, "0")}`,
      `${toHex(answer)} ${answer.length < le ? "6282" : "9000"}`,
    ]);
  }
  return lines;
}

export const SELECT_CERTIFICATE = "00a4080c 04 11001101";
