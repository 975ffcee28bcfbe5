import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { RPC_LIMITS } from "../../../native-host/pkcs11/rpc/limits";
import { byteArray, frame, HANDSHAKE, message, request, u32, u64, u8 } from "../../unit/pkcs11/rpc/wire";
import { highWater, memoryOfBareNode } from "./bare-node";
import { within } from "./within";

/**
 * How much less than a bare Node of the same version a module holds, in kB. With Node 20 it holds 64 MB at most. Newer
 * versions take more by themselves.
 */
const LESS_THAN_NODE = 3 * 1024;
/** The module takes no more: it does not read on, or has ended. */
const STUCK = 1500;

const INITIALIZE = request("C_Initialize", byteArray(HANDSHAKE), u8(0), byteArray(u8(0)));
const OPEN_SESSION = request("C_OpenSession", u64(1), u64(4));
const LIST = request("C_GetSlotList", u8(0), u32(10));
const RANDOM = request("C_GenerateRandom", u64(1), u32(RPC_LIMITS.random));
/** As it takes the card to be read. */
const READING = 10_000;

/** As random as it needs to be, and always the same. */
const NOISE = Buffer.concat([...repeat(8192, (index) => createHash("sha256").update(String(index)).digest())]);
const noise = (index: number, length: number): Buffer => NOISE.subarray(index * 7, index * 7 + length);

function* repeat(times: number, make: (index: number) => Buffer): Generator<Buffer> {
  for (let index = 0; index < times; index += 1) yield make(index);
}

/** A template of C_FindObjectsInit with an attribute, as it is told to be long. */
const search = (attribute: Buffer, count = 1) =>
  request("C_FindObjectsInit", u64(1), Buffer.concat([u32(count), attribute]));
const nested = (depth: number): Buffer =>
  depth === 0 ? Buffer.alloc(0) : Buffer.concat([u32(0x40000211), u8(1), u32(24), u32(1), nested(depth - 1)]);

interface Flood {
  readonly what: string;
  readonly bytes: () => Iterable<Buffer>;
  /** Whether the answers are read. */
  readonly read: boolean;
  /** Whether the module closes the stream. */
  readonly closes: boolean;
}

const FLOODS: readonly Flood[] = [
  { what: "noise", bytes: () => repeat(100, (index) => noise(index, 64 * 1024)), read: true, closes: true },
  {
    what: "a request that says it has 4 GB",
    bytes: () => [Buffer.concat([u32(1), u32(0), u32(0xffffffff)]), ...repeat(300, () => noise(1, 64 * 1024))],
    read: true,
    closes: true,
  },
  {
    what: "options that say they have 4 GB",
    bytes: () => [Buffer.concat([u32(1), u32(0xffffffff), u32(0)]), ...repeat(300, () => noise(1, 64 * 1024))],
    read: true,
    closes: true,
  },
  {
    what: "requests as long as they may be, of noise",
    bytes: () =>
      repeat(300, (index) => frame(index + 1, message(1 + (index % 90), "ay", noise(index, RPC_LIMITS.request - 10)))),
    read: true,
    closes: false,
  },
  {
    what: "the same, its answers never read",
    bytes: () =>
      repeat(300, (index) => frame(index + 1, message(1 + (index % 90), "ay", noise(index, RPC_LIMITS.request - 10)))),
    read: false,
    closes: false,
  },
  {
    what: "20 000 short requests at once",
    bytes: () => repeat(400, (index) => Buffer.concat([...repeat(50, (more) => frame(50 * index + more + 1, LIST))])),
    read: true,
    closes: false,
  },
  {
    what: "requests longer than they may be, passed over",
    bytes: () =>
      repeat(10, (index) => frame(index + 1, message(1 + (index % 90), "ay", Buffer.alloc(8 * 1024 * 1024, index)))),
    read: true,
    closes: false,
  },
  {
    what: "short requests whose answers are never read",
    bytes: () => repeat(400, (index) => Buffer.concat([...repeat(50, (more) => frame(50 * index + more + 1, LIST))])),
    read: false,
    closes: false,
  },
  {
    what: "requests for all the random bytes there are, never read",
    bytes: () => repeat(2000, (index) => frame(index + 1, RANDOM)),
    read: false,
    closes: false,
  },
  {
    what: "attributes that say they have 4 GB",
    bytes: () =>
      repeat(3000, (index) =>
        frame(index + 1, search(Buffer.concat([u32(index), u8(1), u32(0xffffffff), u32(0xffffffff)]))),
      ),
    read: true,
    closes: false,
  },
  {
    what: "four billion attributes",
    bytes: () => repeat(3000, (index) => frame(index + 1, search(Buffer.concat([u32(0), u8(0)]), 0xffffffff))),
    read: true,
    closes: false,
  },
  {
    what: "attributes in attributes in attributes",
    bytes: () => repeat(300, (index) => frame(index + 1, search(nested(1000)))),
    read: true,
    closes: false,
  },
  {
    what: "requests with a wrong bit",
    bytes: () => repeat(5000, (index) => frame(index + 1, withWrongBit(index))),
    read: true,
    closes: false,
  },
];

function withWrongBit(seed: number): Buffer {
  const wrong = Buffer.from(
    [LIST, search(Buffer.concat([u32(0), u8(1), u32(8), u64(3)])), request("C_OpenSession", u64(0x11), u64(4))][
      seed % 3
    ] ?? LIST,
  );
  const where = noise(seed, 4).readUInt32BE() % (8 * wrong.length);
  wrong.writeUInt8((wrong[where >> 3] ?? 0) ^ (1 << (where & 7)), where >> 3);
  return wrong;
}

describe("The module's process, fed with nonsense", function suite() {
  this.timeout(60_000);
  let stage: Stage;
  let most: number;
  let child: ChildProcessWithoutNullStreams;
  let ended: Promise<readonly [number | null, string | null]>;
  before(async () => {
    stage = await openStage();
    most = (await memoryOfBareNode()) - LESS_THAN_NODE;
  });
  after(() => stage.close());
  beforeEach(async () => {
    const [command, ...args] = stage.host;
    child = spawn(command, [...args, "module"], { env: stage.home.env });
    ended = once(child, "exit").then(([code, signal]) => [code, signal] as const);
    child.stdin.on("error", () => {});
    child.stdin.write(u8(0));
    await taken(1);
    await answer(INITIALIZE);
    // Without a session, most is refused before it costs anything. An answer that is an error names no call.
    for (const end = performance.now() + READING; (await answer(OPEN_SESSION)).readUInt32BE(0) === 0;)
      assert(performance.now() < end, "no session");
    assert((await answer(RANDOM)).length > RPC_LIMITS.random, "there are random bytes");
  });
  afterEach(() => child.kill("SIGKILL"));

  for (const { what, bytes, read, closes } of FLOODS) {
    it(`holds less than a bare Node and ends in order: ${what}`, async () => {
      let highest = memoryOf(child.pid);
      const look = setInterval(() => {
        highest = Math.max(highest, memoryOf(child.pid));
      }, 5);
      if (read) child.stdout.resume();
      for (const piece of bytes()) if (!(await written(piece))) break;
      if (!closes) {
        assert.equal(child.exitCode, null, "it goes on");
        child.stdout.resume();
        child.stdin.end();
      }
      assert.deepEqual(await within(20_000, ended), [0, null]);
      clearInterval(look);
      assert(highest > 40 * 1024, "it was looked at");
      assert(highest <= most, `${highest} kB of ${most}`);
    });
  }

  /** The message of the answer to a request. */
  async function answer(call: Buffer): Promise<Buffer> {
    child.stdin.write(frame(1, call));
    return taken((await taken(12)).readUInt32BE(8));
  }

  /** The next bytes that the module sends. */
  async function taken(length: number): Promise<Buffer> {
    for (;;) {
      const bytes: unknown = child.stdout.read(length);
      if (bytes instanceof Buffer) return bytes;
      await once(child.stdout, "readable");
    }
  }

  /** Resolves when the module has taken the bytes; false: it takes no more. */
  function written(piece: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), STUCK);
      child.stdin.write(piece, (error) => {
        clearTimeout(timer);
        resolve(!error);
      });
    });
  }
});

/** See `highWater`. */
function memoryOf(pid: number | undefined): number {
  try {
    return highWater(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return 0;
  }
}
