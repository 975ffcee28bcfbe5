/** Format of the summary information (MS-OLEPS §3.1.2, FMTID_SummaryInformation), as the file has its bytes. */
const FORMAT = Buffer.from("e0859ff2f94f6810ab9108002b27b3d9", "hex");
/** From the begin of a property set to the format of its first section (MS-OLEPS §2.21). */
const TO_FORMAT = 28;
/** Numbers and types of the properties (learn.microsoft.com "Summary Property Descriptions"; MS-OLEPS §2.15). */
const PACKAGE_CODE = 9;
const CREATED = 12;
const SAVED = 13;
const TEXT = 0x1e;
const TIME = 0x40;
/** Milliseconds from 1601, where Windows begins to count, to 1970. */
const FROM_1601 = 11_644_473_600_000n;

/** What wixl makes up at each run. */
export interface Stamp {
  /** Code of the package: a GUID of capitals, without braces. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/**
 * Writes code and times into the summary of an installation package, in place: wixl makes up a new code and takes the
 * present time, whatever its source and SOURCE_DATE_EPOCH say. Throws `Error` where the summary is not as expected.
 */
export function stampSummary(msi: Buffer, { code, time }: Stamp): void {
  const format = msi.indexOf(FORMAT);
  if (format < TO_FORMAT) throw new Error("the package has no summary");
  const section = format - TO_FORMAT + msi.readUInt32LE(format + FORMAT.length);
  const found = new Map<number, number>();
  for (let at = 0; at < msi.readUInt32LE(section + 4); at += 1) {
    const entry = section + 8 + 8 * at;
    found.set(msi.readUInt32LE(entry), section + msi.readUInt32LE(entry + 4));
  }
  const valueOf = (property: number, type: number) => {
    const at = found.get(property);
    if (at === undefined || msi.readUInt32LE(at) !== type) throw new Error(`the summary lacks property ${property}`);
    return at + 4;
  };
  const text = `{${code}}\0`;
  const at = valueOf(PACKAGE_CODE, TEXT);
  if (msi.readUInt32LE(at) !== text.length) throw new Error("the package's code has another length");
  msi.write(text, at + 4, "latin1");
  // In steps of 100 nanoseconds.
  const ticks = (BigInt(time) + FROM_1601) * 10_000n;
  for (const property of [CREATED, SAVED]) msi.writeBigUInt64LE(ticks, valueOf(property, TIME));
}
