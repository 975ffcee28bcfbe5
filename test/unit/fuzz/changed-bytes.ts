import fc, { type Arbitrary } from "fast-check";

type Change = (bytes: Buffer) => Buffer;

const at = fc.nat({ max: 1 << 16 });
const place = (bytes: Buffer, where: number) => (bytes.length === 0 ? 0 : where % bytes.length);

const change: Arbitrary<Change> = fc.oneof(
  fc.tuple(at, fc.nat({ max: 255 })).map(([where, value]): Change => (bytes) => {
    if (bytes.length > 0) bytes[place(bytes, where)] = value;
    return bytes;
  }),
  fc.tuple(at, fc.constantFrom(0, 1, 0x7f, 0x80, 0x81, 0x82, 0x84, 0xff)).map(([where, value]): Change => (bytes) => {
    if (bytes.length > 0) bytes[place(bytes, where)] = value;
    return bytes;
  }),
  at.map(
    (where): Change =>
      (bytes) =>
        bytes.subarray(0, place(bytes, where)),
  ),
  fc.tuple(at, fc.uint8Array({ maxLength: 12 })).map(
    ([where, more]): Change =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, place(bytes, where)), more, bytes.subarray(place(bytes, where))]),
  ),
  fc.tuple(at, fc.nat({ max: 40 })).map(
    ([where, many]): Change =>
      (bytes) =>
        Buffer.concat([bytes.subarray(0, place(bytes, where)), bytes.subarray(place(bytes, where) + many)]),
  ),
);

/** One of these, with up to `most` changes. */
export function changed(sound: readonly Buffer[], most = 4): Arbitrary<Buffer> {
  return fc
    .tuple(fc.constantFrom(...sound), fc.array(change, { maxLength: most }))
    .map(([bytes, changes]) => changes.reduce<Buffer>((now, one) => one(now), Buffer.from(bytes)));
}
