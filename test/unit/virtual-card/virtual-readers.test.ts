import assert from "node:assert/strict";
import { createServer, type Server, type Socket } from "node:net";
import { once } from "node:events";
import { CardServer, INVENTED_PIN } from "../../../devkit/card/index";
import { VIRTUAL_READER_NAME, VirtualReaders } from "../../../devkit/reader/virtual-readers";
import { VarcoError } from "../../../shared/errors";
import type { CardConnection, Readers, ReadersState } from "../../../native-host/readers/readers";
import { untilReaders } from "../../support/until-readers";
import { padded, unitCard } from "./card";

const code =
  (expected: string) =>
  (error: unknown): boolean =>
    error instanceof VarcoError && error.code === expected;
const ASK = Uint8Array.of(0x00, 0x20, 0x00, 0x10);
const VERIFY = Buffer.from(`0020001008${padded(INVENTED_PIN)}`, "hex");
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

const inserted = ({ readers: [reader] }: ReadersState): boolean => Boolean(reader?.card);
const empty = ({ readers: [reader] }: ReadersState): boolean => reader?.card === null;
const unplugged = ({ readers }: ReadersState): boolean => readers.length === 0;

describe("virtual readers", () => {
  let server: CardServer;
  let opened: VirtualReaders[];

  beforeEach(async () => {
    server = await CardServer.listen();
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((readers) => readers.close()));
    await server.close();
  });

  async function open(...names: readonly string[]): Promise<VirtualReaders> {
    const readers = new VirtualReaders(
      names.length === 0 ? [server.address] : names.map((name) => ({ ...server.address, name })),
    );
    opened.push(readers);
    await readers.ready();
    return readers;
  }
  const hold = (readers: Readers): Promise<CardConnection> => readers.connect(VIRTUAL_READER_NAME);

  it("know from the beginning whether a card is in", async () => {
    assert.deepEqual((await open()).state(), {
      service: true,
      readers: [{ name: VIRTUAL_READER_NAME, card: null, keypad: false }],
    });
    const card = unitCard();
    await server.insert(card);
    const [reader] = (await open("Ada", "Giovanni")).state().readers;
    assert.deepEqual([reader?.name, reader?.card?.atr], ["Ada", card.atr]);
  });

  it("tell every insertion, removal and swap, each insertion with its own number", async () => {
    const readers = await open();
    const seen: (number | null)[] = [];
    readers.watch(({ readers: [reader] }) => seen.push(reader?.card?.insertion ?? null));
    const card = unitCard();
    await server.insert(card);
    const first = (await untilReaders(readers, inserted)).readers[0]?.card?.insertion;
    await server.remove();
    await untilReaders(readers, empty);
    await server.insert(card);
    const second = (await untilReaders(readers, inserted)).readers[0]?.card?.insertion;
    assert.notEqual(first, second);
    await server.insert(unitCard({ family: "st2021" }));
    await untilReaders(readers, ({ readers: [reader] }) => reader?.card?.atr[11] === 0x02);
    assert.deepEqual(seen.filter((insertion) => insertion !== null).length, 3);
    assert.equal(new Set(seen.filter((insertion) => insertion !== null)).size, 3);
  });

  it("hold the card, talk to it, and reset it when they let it go", async () => {
    const card = unitCard();
    await server.insert(card);
    const readers = await open();
    const connection = await hold(readers);
    assert.equal(connection.protocol, "T=1");
    assert.equal(connection.exclusive, true);
    assert.equal(hex(await connection.transmit(VERIFY)), "9000");
    assert.equal(hex(await connection.transmit(ASK)), "9000");
    await connection.close();
    await connection.close();
    const again = await hold(readers);
    assert.equal(hex(await again.transmit(ASK)), "63c3");
    await assert.rejects(connection.transmit(ASK), code("internal"), "a closed connection");
  });

  it("answer several APDUs in the order of the questions", async () => {
    await server.insert(unitCard());
    const connection = await hold(await open());
    const answers = await Promise.all([
      connection.transmit(ASK),
      connection.transmit(VERIFY),
      connection.transmit(ASK),
    ]);
    assert.deepEqual(answers.map(hex), ["63c3", "9000", "9000"]);
  });

  it("speak the protocol of the card", async () => {
    await server.insert(unitCard({ protocol: "T=0" }));
    assert.equal((await hold(await open())).protocol, "T=0");
  });

  it("leave the card to one at a time, here and in other processes", async () => {
    await server.insert(unitCard());
    const [one, other] = [await open(), await open()];
    const connection = await hold(one);
    await assert.rejects(hold(other), code("card.busy"));
    await assert.rejects(hold(one), code("card.busy"));
    await connection.close();
    const next = await hold(other);
    assert.equal(hex(await next.transmit(ASK)), "63c3");
  });

  it("free a card that was held when it is swapped", async () => {
    await server.insert(unitCard());
    const [one, other] = [await open(), await open()];
    await hold(one);
    await server.insert(unitCard({ family: "st2021" }));
    await untilReaders(other, ({ readers: [reader] }) => reader?.card?.atr[11] === 0x02);
    assert.ok(await hold(other));
  });

  it("give the card back, reset, when they end without a word", async () => {
    const card = unitCard();
    await server.insert(card);
    const [dying, other] = [await open(), await open()];
    await (await hold(dying)).transmit(VERIFY);
    const released = new Promise<void>((resolve) => {
      const reset = card.reset.bind(card);
      card.reset = () => {
        reset();
        resolve();
      };
    });
    await dying.close();
    await released;
    assert.equal(hex(await (await hold(other)).transmit(ASK)), "63c3");
  });

  it("say what is missing", async () => {
    const readers = await open();
    await assert.rejects(hold(readers), code("card.none"));
    await assert.rejects(readers.connect("another reader"), code("reader.gone"));
    await server.close();
    await untilReaders(readers, unplugged);
    await assert.rejects(hold(readers), code("reader.none"));
  });

  it("report a card pulled out in the middle of an APDU, and keep the old connection from the next one", async () => {
    const card = unitCard();
    await server.insert(card);
    const readers = await open();
    const connection = await hold(readers);
    card.faults.plan({ at: 2, kind: "removed" });
    await connection.transmit(ASK);
    await assert.rejects(connection.transmit(ASK), code("card.removed"));
    await assert.rejects(connection.transmit(ASK), code("card.removed"));
    const next = unitCard();
    await server.insert(next);
    await untilReaders(readers, inserted);
    await assert.rejects(connection.transmit(ASK), code("card.removed"));
    const held = await hold(readers);
    await assert.rejects(connection.transmit(VERIFY), code("card.removed"));
    await connection.close();
    assert.equal(next.counters.apdus, 0);
    await assert.rejects(hold(readers), code("card.busy"));
    assert.equal(hex(await held.transmit(ASK)), "63c3");
  });

  it("tell of a card pulled out while it works slowly", async () => {
    const card = unitCard({ pace: () => new Promise<void>(() => undefined) });
    await server.insert(card);
    const readers = await open();
    const connection = await hold(readers);
    const lost = assert.rejects(connection.transmit(ASK), code("card.removed"));
    await server.remove();
    await lost;
    assert.ok(empty(readers.state()));
  });

  it("take an answer without a status word for a mute card", async () => {
    const card = unitCard();
    await server.insert(card);
    const connection = await hold(await open());
    for (const bytes of [new Uint8Array(), Uint8Array.of(0x90), Uint8Array.of(0x10)]) {
      card.faults.plan({ at: 1, kind: "answer", bytes });
      await assert.rejects(connection.transmit(ASK), code("card.mute"));
    }
    assert.equal(hex(await connection.transmit(ASK)), "63c3");
  });

  it("carry extended APDUs and long answers whole", async () => {
    await server.insert(unitCard());
    const connection = await hold(await open());
    await connection.transmit(Buffer.from("00a4080c0411001101", "hex"));
    const answer = await connection.transmit(Buffer.from("00b00000000800", "hex"));
    assert.equal(answer.length, 2050);
  });

  it("are unplugged when the server goes away in the middle of an APDU, and come back with it", async () => {
    const card = unitCard({ pace: () => new Promise<void>(() => undefined) });
    await server.insert(card);
    const readers = await open();
    const connection = await hold(readers);
    const lost = assert.rejects(
      connection.transmit(ASK),
      (error) => code("reader.gone")(error) || code("card.removed")(error),
    );
    const { address } = server;
    await server.close();
    await lost;
    await untilReaders(readers, unplugged);
    await assert.rejects(connection.transmit(ASK), code("reader.gone"));
    server = await CardServer.listen(address);
    await server.insert(unitCard());
    await untilReaders(readers, inserted);
    assert.equal(hex(await (await hold(readers)).transmit(ASK)), "63c3");
  });

  it("are ready, and unplugged, where no server is", async () => {
    const { address } = server;
    await server.close();
    const readers = new VirtualReaders([address]);
    opened.push(readers);
    await readers.ready();
    assert.ok(unplugged(readers.state()));
  });

  it("stop watching when asked to", async () => {
    const readers = await open();
    let calls = 0;
    readers.watch(() => (calls += 1))();
    await server.insert(unitCard());
    await untilReaders(readers, inserted);
    assert.equal(calls, 0);
  });
});

describe("a virtual reader whose server dies", () => {
  it("reports the reader gone to the APDU under way", async () => {
    const sockets: Socket[] = [];
    const asked: (() => void)[] = [];
    const apdu = new Promise<void>((resolve) => asked.push(resolve));
    const server: Server = createServer((socket) => {
      sockets.push(socket);
      socket.write(Uint8Array.of(0, 1, 0x11));
      socket.on("data", (bytes) => {
        if (bytes[2] === 0x04) socket.write(Uint8Array.of(0, 2, 0x3b, 0x00));
        else if (bytes[2] === 0x01) socket.write(Uint8Array.of(0, 1, 0x12));
        else asked.forEach((tell) => tell());
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    const readers = new VirtualReaders([{ host: "127.0.0.1", port: address.port }]);
    await readers.ready();
    const connection = await readers.connect(VIRTUAL_READER_NAME);
    const lost = assert.rejects(connection.transmit(ASK), code("reader.gone"));
    await apdu;
    server.close();
    sockets.forEach((socket) => socket.destroy());
    await lost;
    assert.deepEqual(readers.state().readers, []);
    await readers.close();
  });
});
