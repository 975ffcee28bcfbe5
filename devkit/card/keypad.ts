/**
 * What the keypad asks for: the PIN of a verification; or the code that is replaced, the new one, and the new one
 * again.
 */
export type KeypadPrompt = "pin" | "old" | "new" | "again";
/** What the person does: types digits and presses OK, presses the key for cancel, or nothing until the time is over. */
export type KeypadAct = { readonly digits: string } | "cancel" | "timeout";
/** Somebody at a keypad. */
export type KeypadPerson = (prompt: KeypadPrompt) => KeypadAct | Promise<KeypadAct>;

/** Sends a command to the card. */
type Send = (command: Uint8Array) => Promise<Uint8Array>;

/** A structure of PC/SC Workgroup part 10, 2.02.09, taken apart. */
interface Entry {
  readonly format: number;
  readonly block: number;
  /** Where in the command's data each code goes, in the order of the prompts. */
  readonly places: readonly (readonly [KeypadPrompt, number])[];
  readonly min: number;
  readonly max: number;
  readonly command: Uint8Array;
}

const CASE_3_HEADER = 5;
/** The only format that a CNS takes: from the first of the data, from the left, ASCII; blocks of eight, no length. */
const FORMAT = 0x02;
/** Bit 8 of the format says what positions are counted in; the first is the same in bits and in bytes. */
const UNITS = 0x80;
const BLOCK = 8;
/** Bits of bConfirmPIN. */
const CONFIRM = { newTwice: 0x01, oldToo: 0x02 } as const;
/** What the reader says without sending anything. */
const SAID = { timeout: 0x6400, cancel: 0x6401, different: 0x6402, length: 0x6403, structure: 0x6b80 } as const;

/**
 * The keypad of a virtual reader. It reads the same structures as a real one and, like it, keeps what is typed from the
 * program: the digits go straight into the command.
 */
export class VirtualKeypad {
  /** Everything that was asked of the person. */
  readonly asked: KeypadPrompt[] = [];

  /** `person` may be replaced at any time. */
  constructor(public person: KeypadPerson) {}

  /** PIN_VERIFY_STRUCTURE: what comes back, from the card or the keypad. */
  verify(structure: Uint8Array, send: Send): Promise<Uint8Array> {
    return this.#enter(verifyEntry(structure), send);
  }

  /** PIN_MODIFY_STRUCTURE. */
  modify(structure: Uint8Array, send: Send): Promise<Uint8Array> {
    return this.#enter(modifyEntry(structure), send);
  }

  async #enter(entry: Entry | null, send: Send): Promise<Uint8Array> {
    if (
      entry === null ||
      (entry.format & ~UNITS) !== FORMAT ||
      entry.block !== BLOCK ||
      entry.command.length < CASE_3_HEADER
    )
      return said("structure");
    const typed = new Map<KeypadPrompt, string>();
    for (const [prompt] of entry.places) {
      this.asked.push(prompt);
      const act = await this.person(prompt);
      if (typeof act === "string") return said(act);
      if (!/^[0-9]*$/.test(act.digits)) throw new RangeError("a keypad has digits only");
      if (act.digits.length < entry.min || act.digits.length > entry.max) return said("length");
      typed.set(prompt, act.digits);
    }
    if (typed.has("again") && typed.get("again") !== typed.get("new")) return said("different");
    const command = Uint8Array.from(entry.command);
    for (const [prompt, place] of entry.places)
      command.set(Buffer.from(typed.get(prompt) ?? "", "latin1"), CASE_3_HEADER + place);
    return send(command);
  }
}

function verifyEntry(structure: Uint8Array): Entry | null {
  return entry(structure, { extraDigits: 5, length: 15 }, () => [["pin", 0]]);
}

function modifyEntry(structure: Uint8Array): Entry | null {
  return entry(structure, { extraDigits: 7, length: 20 }, (fields) => {
    const [old, next, confirm] = [fields.getUint8(5), fields.getUint8(6), fields.getUint8(9)];
    return [
      ...((confirm & CONFIRM.oldToo) === 0 ? [] : [["old", old] as const]),
      ["new", next],
      ...((confirm & CONFIRM.newTwice) === 0 ? [] : [["again", next] as const]),
    ];
  });
}

/** `at`: where wPINMaxExtraDigit and ulDataLength are, both little-endian. Null when lengths contradict each other. */
function entry(
  structure: Uint8Array,
  at: { extraDigits: number; length: number },
  places: (fields: DataView) => Entry["places"],
): Entry | null {
  if (structure.length < at.length + 4) return null;
  const fields = new DataView(structure.buffer, structure.byteOffset, structure.byteLength);
  const command = structure.subarray(at.length + 4);
  if (fields.getUint32(at.length, true) !== command.length) return null;
  return {
    format: fields.getUint8(2),
    block: fields.getUint8(3),
    places: places(fields),
    command,
    max: fields.getUint8(at.extraDigits),
    min: fields.getUint8(at.extraDigits + 1),
  };
}

function said(what: keyof typeof SAID): Uint8Array {
  return Uint8Array.of(SAID[what] >> 8, SAID[what] & 0xff);
}
