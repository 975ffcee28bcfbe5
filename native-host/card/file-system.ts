import { VarcoError } from "../../shared/errors";
import { SHORT_ANSWER, type CommandApdu, type ResponseApdu } from "./apdu";
import { refused, type Exchange } from "./exchange";
import { fromHex } from "./hex";
import { meaningOf } from "./status-word";

const FROM_MF = 0x08;
const FROM_CURRENT_DF = 0x09;
const BY_NAME = 0x04;
const NO_ANSWER = 0x0c;
/** P1 bit 8 of READ BINARY means something else, so offsets have 15 bits. */
const FARTHEST_OFFSET = 0x7fff;

/** Where files are and how they are read. */
export interface FileOptions {
  /**
   * Application (AID, hexadecimal) under which the files live, and where their paths start; null: the MF, no
   * application.
   */
  readonly application: { readonly aid: string; readonly pathsFrom: "mf" | "application" } | null;
  /** Most bytes to ask for in one READ BINARY. */
  readonly longestRead: number;
}

/** Files of a card by path: hexadecimal file identifiers, without 3F00. Selects nothing twice in a row. */
export class FileSystem {
  readonly #send: Exchange;
  readonly #options: FileOptions;
  #application: string | null = null;
  #path: string | null = null;

  constructor(send: Exchange, options: FileOptions) {
    this.#send = send;
    this.#options = options;
  }

  /** Selects a file or DF by path. False when there is none. ISO/IEC 7816-4:2013 §11.1.1. Throws `card.answer`. */
  async select(step: string, path: string): Promise<boolean> {
    if (this.#path === path) return true;
    const { application } = this.#options;
    const relative = application?.pathsFrom === "application";
    // A path relative to the current DF starts at the application only right after its selection.
    if (relative && this.#path !== null) this.#application = null;
    if (application && !(await this.selectApplication(step, application.aid))) return false;
    const quiet = {
      step,
      cla: 0x00,
      ins: 0xa4,
      p1: relative ? FROM_CURRENT_DF : FROM_MF,
      p2: NO_ANSWER,
      data: fromHex(path),
    };
    this.#path = null;
    let response = await this.#send(quiet);
    // Some masks know SELECT only with file control information.
    if (meaningOf(response.statusWord) === "wrong-parameters")
      response = await this.#send({ ...quiet, p2: 0x00, le: SHORT_ANSWER });
    if (!found(quiet, response)) return false;
    this.#path = path;
    return true;
  }

  /** Selects an application by its identifier (hexadecimal). False when the card has none of that name. */
  async selectApplication(step: string, aid: string): Promise<boolean> {
    if (this.#application === aid) return true;
    const command = { step, cla: 0x00, ins: 0xa4, p1: BY_NAME, p2: 0x00, data: fromHex(aid), le: SHORT_ANSWER };
    if (!found(command, await this.#send(command))) return false;
    this.#application = aid;
    this.#path = null;
    return true;
  }

  /** Bytes of the selected file from an offset, fewer (or none) where it ends. Throws `card.answer`. */
  async read(step: string, offset: number, length: number): Promise<Uint8Array> {
    if (offset > FARTHEST_OFFSET)
      throw new VarcoError("internal", { reason: `offset ${offset} in a file of the card` });
    const le = Math.min(length, this.#options.longestRead);
    const command = { step, cla: 0x00, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, le };
    const response = await this.#send(command);
    const meaning = meaningOf(response.statusWord);
    if (meaning === "offset-beyond-end") return new Uint8Array();
    if ((meaning !== "ok" && meaning !== "end-of-file") || response.data.length > le) throw refused(command, response);
    return response.data;
  }

  /** Adds to `head` (the beginning of the selected file) until `length` bytes are there, or the file ends. */
  async readOn(step: string, head: Uint8Array, length: number): Promise<Uint8Array> {
    const whole = new Uint8Array(length);
    whole.set(head.subarray(0, length));
    let have = Math.min(head.length, length);
    // Twice the reads that the length takes: a card that answers byte by byte is not followed to the end.
    for (let left = 2 * Math.ceil(length / SHORT_ANSWER) + 2; have < length && left > 0; left -= 1) {
      const part = await this.read(step, have, length - have);
      if (part.length === 0) break;
      whole.set(part, have);
      have += part.length;
    }
    return whole.subarray(0, have);
  }
}

function found(command: CommandApdu, response: ResponseApdu): boolean {
  const meaning = meaningOf(response.statusWord);
  if (meaning === "ok") return true;
  if (meaning === "file-not-found") return false;
  throw refused(command, response);
}
