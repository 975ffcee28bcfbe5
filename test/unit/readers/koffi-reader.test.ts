import assert from "node:assert/strict";
import { KoffiReader } from "../../../native-host/readers/koffi/card-reader";
import type { Calls } from "../../../native-host/readers/koffi/library";
import { PCSC_SYSTEMS } from "../../../native-host/readers/koffi/systems";
import { ScardError } from "../../../native-host/readers/scard";

const VERIFY = Uint8Array.of(0x00, 0x20, 0x00, 0x10, 0x05, 0x31, 0x32, 0x33, 0x34, 0x35);
const ANSWER = Uint8Array.of(0x63, 0xc2);

describe("A card that is taken through the system's library", () => {
  let called: string[] = [];
  let memory: Uint8Array[] = [];
  let fails: string | null = null;
  let sent = "";
  beforeEach(() => {
    [called, memory, fails, sent] = [[], [], null, ""];
  });

  /** A library that answers each command, and keeps the memory that it was given. */
  const library: Calls = {
    system: PCSC_SYSTEMS.linux!,
    ioRequestSize: 16,
    call: async (name, ...args) => {
      called.push(name);
      const arrays = args.filter((one) => one instanceof Uint8Array);
      memory.push(...arrays);
      if (arrays[0]) sent = Buffer.from(arrays[0]).toString("hex");
      arrays[1]?.set(ANSWER);
      const length: unknown = args.at(-1);
      if (arrays[1] && Array.isArray(length)) length[0] = ANSWER.length;
      if (fails === name) throw new ScardError(name, 0x80100069);
    },
  };

  it("leaves no command and no answer in the memory that the library saw", async () => {
    const reader = new KoffiReader(library, "Reader");
    await reader.connect("exclusive");
    assert.deepEqual(await reader.transmit(VERIFY, 2), ANSWER);
    assert.equal(sent, Buffer.from(VERIFY).toString("hex"));
    assert.deepEqual(await reader.control(0x42330006, VERIFY), ANSWER);
    fails = "SCardTransmit";
    await assert.rejects(reader.transmit(VERIFY, 2), ScardError);
    assert.equal(memory.length, 6);
    for (const bytes of memory) assert.ok(bytes.every((byte) => byte === 0));
  });

  it("is in a transaction where it is shared", async () => {
    const reader = new KoffiReader(library, "Reader");
    await reader.connect("shared");
    await reader.disconnect("reset");
    assert.deepEqual(called, [
      "SCardEstablishContext",
      "SCardConnect",
      "SCardBeginTransaction",
      "SCardDisconnect",
      "SCardReleaseContext",
    ]);
  });

  for (const name of ["SCardConnect", "SCardBeginTransaction"] as const) {
    it(`leaves no connection to the service when ${name} fails`, async () => {
      fails = name;
      await assert.rejects(new KoffiReader(library, "Reader").connect("shared"), ScardError);
      assert.equal(called.at(-1), "SCardReleaseContext");
    });
  }

  it("leaves none either when the card cannot be let go", async () => {
    const reader = new KoffiReader(library, "Reader");
    await reader.connect("exclusive");
    fails = "SCardDisconnect";
    await assert.rejects(reader.disconnect("reset"), ScardError);
    assert.equal(called.at(-1), "SCardReleaseContext");
  });
});
