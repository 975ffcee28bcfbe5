import { inventedCard, VpcdDoor } from "../../devkit/card/index";
import { Pcscd } from "../../devkit/pcscd/pcscd";
import type { Issued } from "../../devkit/pki/authority";
import { BINDINGS, type BindingName } from "../../native-host/readers/binding";
import { PcscReaders } from "../../native-host/readers/pcsc-readers";
import { untilReaders } from "../support/until-readers";
import { median } from "./median";

const APDUS = 500;
const CONNECTIONS = 10;
/** Asks for the tries left: the shortest that a CNS answers. */
const COMMAND = Uint8Array.of(0x00, 0x20, 0x00, 0x10);

/** Milliseconds, medians. */
export interface RoundTrips {
  readonly binding: BindingName;
  /** From a command to its answer. */
  readonly apdu: number;
  /** From asking for the card to having let it go, with no command. The reset is the service's. */
  readonly connection: number;
}

/** How long each way to PC/SC takes, through a real pcscd with a card that answers at once. */
export async function measureRoundTrips(issued: Issued): Promise<RoundTrips[]> {
  const pcscd = await Pcscd.prepare();
  const door = new VpcdDoor(pcscd.vpcd);
  try {
    await pcscd.start();
    await door.insert(inventedCard(issued));
    const measured: RoundTrips[] = [];
    for (const binding of BINDINGS) measured.push(await measure(binding, pcscd.readers[0]));
    return measured;
  } finally {
    await door.close();
    await pcscd.close();
  }
}

async function measure(binding: BindingName, name: string): Promise<RoundTrips> {
  const readers = new PcscReaders({}, { binding });
  try {
    await untilReaders(readers, ({ readers: [first] }) => (first?.card ?? null) !== null);
    const [apdus, connections]: [number[], number[]] = [[], []];
    for (let round = 0; round < CONNECTIONS; round += 1) {
      const began = performance.now();
      await (await readers.connect(name)).close();
      connections.push(performance.now() - began);
    }
    const connection = await readers.connect(name);
    for (let round = 0; round < APDUS; round += 1) {
      const began = performance.now();
      await connection.transmit(COMMAND);
      apdus.push(performance.now() - began);
    }
    await connection.close();
    return { binding, apdu: median(apdus), connection: median(connections) };
  } finally {
    await readers.close();
  }
}
