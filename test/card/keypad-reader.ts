import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VirtualKeypad } from "../../devkit/card/index";
import { useDriver } from "./vpcd-driver";

const SAYS = { end: 0, command: 1, fails: 2, refuses: 3 } as const;
const FEATURE_VERIFY_PIN_DIRECT = 0x06;

/** Gives vpcd's readers, in a real pcscd, a keypad; see `keypad-reader.c`. */
export class KeypadReader {
  readonly #folder: string;
  readonly #server: Server;
  readonly keypad = new VirtualKeypad(() => "timeout");
  /** What the driver does instead of asking the person. */
  trouble: "fails" | "refuses" | null = null;
  /** What programs have sent to it. */
  readonly came: { readonly feature: number; readonly structure: Uint8Array }[] = [];

  private constructor(folder: string, server: Server) {
    this.#folder = folder;
    this.#server = server;
    server.on("connection", (socket) => void this.#serve(socket));
  }

  /** Compiles the driver and gives it to the pcscd that was prepared but not started. */
  static async install(): Promise<KeypadReader> {
    const folder = await mkdtemp(join(tmpdir(), "varco-keypad-"));
    await useDriver("keypad-reader.c", join(folder, "driver.so"));
    const server = createServer();
    server.listen(join(folder, "person"));
    await once(server, "listening");
    process.env["VARCO_KEYPAD"] = join(folder, "person");
    return new KeypadReader(folder, server);
  }

  async remove(): Promise<void> {
    delete process.env["VARCO_KEYPAD"];
    this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #serve(socket: Socket): Promise<void> {
    const messages = received(socket);
    const say = (kind: number, bytes: Uint8Array = new Uint8Array()) =>
      socket.write(Uint8Array.of(kind, bytes.length >> 8, bytes.length & 0xff, ...bytes));
    const first = await messages.next();
    if (first.done) return;
    const { kind: feature, bytes: structure } = first.value;
    this.came.push({ feature, structure });
    if (this.trouble) {
      say(SAYS[this.trouble]);
      return;
    }
    const send = async (command: Uint8Array) => {
      say(SAYS.command, command);
      const answer = await messages.next();
      return answer.done ? new Uint8Array() : answer.value.bytes;
    };
    const answer = await (feature === FEATURE_VERIFY_PIN_DIRECT
      ? this.keypad.verify(structure, send)
      : this.keypad.modify(structure, send));
    if (answer.length < 2) say(SAYS.fails);
    else say(SAYS.end, answer);
  }
}

interface Message {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

async function* received(socket: Socket): AsyncGenerator<Message, undefined> {
  let waiting = Buffer.alloc(0);
  for await (const data of socket) {
    waiting = Buffer.concat([waiting, data]);
    for (;;) {
      const end = waiting.length < 3 ? Infinity : 3 + waiting.readUInt16BE(1);
      if (waiting.length < end) break;
      yield { kind: waiting.readUInt8(0), bytes: Uint8Array.from(waiting.subarray(3, end)) };
      waiting = waiting.subarray(end);
    }
  }
  return undefined;
}
