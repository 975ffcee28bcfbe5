import assert from "node:assert/strict";
import { BINDINGS } from "../../native-host/readers/binding";
import { PcscReaders } from "../../native-host/readers/pcsc-readers";
import type { CardConnection, ReadersState } from "../../native-host/readers/readers";
import { Pcscd } from "./pcscd";
import { fails, hex } from "./readers-expect";
import { untilReaders } from "../support/until-readers";
import { UnpluggableReader } from "./unpluggable-reader";

const ANY = Uint8Array.of(0x00, 0xa4, 0x00, 0x00);
const LASTS_UNTIL_UNPLUGGED = Uint8Array.of(0x00, 0xff, 0x00, 0x00);

for (const binding of BINDINGS) {
  describe(`A reader that is plugged in and unplugged, through ${binding}`, function () {
    this.timeout(30_000);
    let pcscd: Pcscd;
    let reader: UnpluggableReader;
    let readers: PcscReaders;

    before(async () => {
      pcscd = await Pcscd.prepare();
      reader = await UnpluggableReader.install();
    });
    beforeEach(async () => {
      await reader.onBus(() => pcscd.start());
      readers = new PcscReaders({ service: 100 }, { binding });
    });
    afterEach(async () => {
      await readers.close();
      await pcscd.stop();
    });
    after(async () => {
      await pcscd.close();
      await reader.remove();
    });

    const plugged = ({ readers: list }: ReadersState) => list.find(({ name }) => name.startsWith(reader.name));
    const untilPlugged = async () =>
      plugged(await untilReaders(readers, (state) => (plugged(state)?.card ?? null) !== null))!;
    const untilUnplugged = () => untilReaders(readers, (state) => state.service && plugged(state) === undefined);
    const there = (names: readonly string[]) => {
      const { service, problem, readers: list } = readers.state();
      const found = { service, problem, names: list.map(({ name }) => name) };
      assert.deepEqual(found, { service: true, problem: undefined, names });
    };
    const answer = async (connection: CardConnection) => hex(await connection.transmit(ANY));

    it("appears beside the others, goes away, and comes back with its card as a new insertion", async () => {
      await readers.ready();
      there(pcscd.readers);
      await reader.plug();
      const first = await untilPlugged();
      there([...pcscd.readers, first.name]);
      await reader.unplug();
      await untilUnplugged();
      there(pcscd.readers);
      await fails(readers.connect(first.name), "reader.gone");
      await reader.plug();
      const second = await untilPlugged();
      assert.notEqual(second.card!.insertion, first.card!.insertion);
      assert.equal(await answer(await readers.connect(second.name)), "9000");
    });

    it("may be unplugged between two commands", async () => {
      await reader.plug();
      const { name } = await untilPlugged();
      const connection = await readers.connect(name);
      assert.equal(await answer(connection), "9000");
      await reader.unplug();
      await untilUnplugged();
      await fails(connection.transmit(ANY), "reader.gone");
      await connection.close();
      await reader.plug();
      await untilPlugged();
      assert.equal(await answer(await readers.connect(name)), "9000");
    });

    it("may be unplugged in the middle of a command", async () => {
      await reader.plug();
      const { name } = await untilPlugged();
      const connection = await readers.connect(name);
      const command = connection.transmit(LASTS_UNTIL_UNPLUGGED);
      await reader.unplug();
      await fails(command, "reader.gone");
      await connection.close();
      await untilUnplugged();
    });
  });
}
