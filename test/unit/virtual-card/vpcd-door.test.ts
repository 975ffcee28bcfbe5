import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { VpcdDoor } from "../../../devkit/card/index";
import { frame, FrameDecoder } from "../../../devkit/card/doors/frames";
import { CONTROL } from "../../../devkit/card/doors/protocol";
import { unitCard } from "./card";

/** vpcd as a card meets it: waits for the card's connection and asks. */
class FakeVpcd {
  readonly #answers: Uint8Array[] = [];
  #tell = (): void => undefined;
  private constructor(
    readonly server: Server,
    readonly port: number,
  ) {}

  static async listen(): Promise<FakeVpcd> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    assert.ok(address !== null && typeof address === "object");
    return new FakeVpcd(server, address.port);
  }

  async card(control: number = CONTROL.powerOn): Promise<Socket> {
    const socket = await new Promise<Socket>((resolve) => this.server.once("connection", resolve));
    const decoder = new FrameDecoder();
    socket.on("data", (bytes) => {
      this.#answers.push(...decoder.push(bytes));
      this.#tell();
    });
    socket.write(frame(Uint8Array.of(control)));
    return socket;
  }

  /** As vpcd does: length first, the message after it. */
  async ask(socket: Socket, message: Uint8Array): Promise<string> {
    const bytes = frame(message);
    socket.write(bytes.subarray(0, 2));
    socket.write(bytes.subarray(2));
    while (this.#answers.length === 0) await new Promise<void>((resolve) => (this.#tell = resolve));
    return Buffer.from(this.#answers.shift() ?? []).toString("hex");
  }
}

const ASK = Uint8Array.of(0x00, 0x20, 0x00, 0x10);

describe("the door to vpcd", () => {
  let vpcd: FakeVpcd;
  let door: VpcdDoor;

  beforeEach(async () => {
    vpcd = await FakeVpcd.listen();
    door = new VpcdDoor({ host: "127.0.0.1", port: vpcd.port });
  });
  afterEach(async () => {
    await door.close();
    vpcd.server.close();
  });

  it("answers ATR and APDUs, and is reset by power and reset", async () => {
    const card = unitCard();
    const [socket] = await Promise.all([vpcd.card(), door.insert(card)]);
    assert.equal(await vpcd.ask(socket, Uint8Array.of(CONTROL.atr)), Buffer.from(card.atr).toString("hex"));
    assert.equal(await vpcd.ask(socket, ASK), "63c3");
    for (const control of [CONTROL.powerOff, CONTROL.powerOn, CONTROL.reset]) {
      await card.transmit(Buffer.from("00a4080c0410001003", "hex"));
      socket.write(frame(Uint8Array.of(control)));
      assert.equal(await vpcd.ask(socket, Buffer.from("00b0000001", "hex")), "6986");
    }
  });

  it("ends the connection when the card is pulled out, by hand or by a fault, and connects when it is back", async () => {
    const card = unitCard();
    const [socket] = await Promise.all([vpcd.card(), door.insert(card)]);
    card.faults.plan({ at: 1, kind: "removed" });
    socket.write(frame(ASK));
    await once(socket, "close");
    assert.equal(door.card, null);
    const again = vpcd.card();
    card.insert();
    const second = await again;
    assert.equal(await vpcd.ask(second, ASK), "63c3");
    await Promise.all([once(second, "close"), door.remove()]);
  });

  it("swaps cards by a new connection", async () => {
    const [first] = await Promise.all([vpcd.card(), door.insert(unitCard())]);
    const other = unitCard({ family: "st2021" });
    const [second] = await Promise.all([vpcd.card(), door.insert(other), once(first, "close")]);
    assert.equal(await vpcd.ask(second, Uint8Array.of(CONTROL.atr)), Buffer.from(other.atr).toString("hex"));
    assert.equal(door.card, other);
  });

  it("is opened again where vpcd has overlooked a swap: it only looks whether the card is there", async () => {
    await Promise.all([vpcd.card(), door.insert(unitCard())]);
    const swapped = vpcd.card(CONTROL.atr);
    const inserting = door.insert(unitCard({ family: "st2021" }));
    const overlooked = await swapped;
    const again = vpcd.card();
    for (let look = 0; look < 2; look += 1) overlooked.write(frame(Uint8Array.of(CONTROL.atr)));
    await Promise.all([again, once(overlooked, "close"), inserting]);
  });

  it("stays where a reader does not power the card up: nobody was there before", async () => {
    const inserting = door.insert(unitCard());
    const socket = await vpcd.card(CONTROL.atr);
    for (let look = 0; look < 5; look += 1) await vpcd.ask(socket, Uint8Array.of(CONTROL.atr));
    assert.equal(socket.closed, false);
    socket.write(frame(Uint8Array.of(CONTROL.powerOn)));
    await inserting;
  });

  it("comes back to a reader that went away, powered down", async () => {
    const card = unitCard();
    const [socket] = await Promise.all([vpcd.card(), door.insert(card)]);
    await vpcd.ask(socket, Buffer.from("00a4080c0410001003", "hex"));
    const again = vpcd.card(0xff);
    socket.destroy();
    assert.equal(await vpcd.ask(await again, Buffer.from("00b0000001", "hex")), "6986");
  });

  it("passes on what has no status word as it is", async () => {
    const card = unitCard();
    const [socket] = await Promise.all([vpcd.card(), door.insert(card)]);
    card.faults.plan({ at: 1, kind: "answer", bytes: Uint8Array.of(0x90) });
    assert.equal(await vpcd.ask(socket, ASK), "90");
  });

  it("waits for a reader that is not there yet, until the card is pulled out", async () => {
    vpcd.server.close();
    const waiting = door.insert(unitCard());
    await door.remove();
    await waiting;
    assert.equal(door.card, null);
  });
});

describe("frames", () => {
  it("are put together whatever pieces they come in", () => {
    const decoder = new FrameDecoder();
    const long = new Uint8Array(300).fill(7);
    const bytes = Buffer.concat([frame(Uint8Array.of(4)), frame(new Uint8Array()), frame(long)]);
    const messages = [...bytes].flatMap((byte) => decoder.push(Uint8Array.of(byte)));
    assert.deepEqual(messages, [Uint8Array.of(4), new Uint8Array(), long]);
    assert.deepEqual(new FrameDecoder().push(bytes), messages);
    assert.throws(() => frame(new Uint8Array(65_536)), RangeError);
  });
});
