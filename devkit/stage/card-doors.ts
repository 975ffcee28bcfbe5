import { CardServer } from "../card/doors/card-server";
import type { CardDoor } from "../card/doors/card-slot";
import { VpcdDoor } from "../card/doors/vpcd";
import { Pcscd } from "../pcscd/pcscd";

export const READER_KINDS = ["embedded", "pcsc"] as const;
export type ReaderKind = (typeof READER_KINDS)[number];

/** The way of a virtual card into a reader. */
export interface OpenDoor {
  readonly door: CardDoor;
  /** Loopback port of an embedded reader's card; null: the card is in a PC/SC reader. */
  readonly port: number | null;
  /** The private pcscd of that reader. */
  readonly pcscd?: Pcscd;
  readonly close: () => Promise<void>;
}

/** How a virtual card gets to the host, by kind of reader. */
export const CARD_DOORS: Readonly<Record<ReaderKind, () => Promise<OpenDoor>>> = {
  async embedded() {
    const door = await CardServer.listen();
    return { door, port: door.address.port, close: () => door.close() };
  },
  async pcsc() {
    // From here on this process and all that it starts find this pcscd.
    const pcscd = await Pcscd.prepare();
    await pcscd.start();
    const door = new VpcdDoor(pcscd.vpcd);
    return {
      door,
      port: null,
      pcscd,
      close: async () => {
        await door.close();
        await pcscd.close();
      },
    };
  },
};
