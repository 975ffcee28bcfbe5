/** Characters that CK_SLOT_INFO has for a description: longer names of readers are cut. */
const DESCRIPTION = 64;

/** Whether a slot's description is the name of a PC/SC reader, perhaps cut short. */
export function belongsTo(description: string, reader: string): boolean {
  const one = description.trim();
  const other = reader.trim();
  if (one === "") return false;
  return one === other || (Buffer.byteLength(one) >= DESCRIPTION - 4 && other.startsWith(one));
}
