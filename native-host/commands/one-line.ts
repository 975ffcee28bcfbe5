/** A distinguished name on one line, with its parts in the certificate's order. */
export function oneLine(name: string): string {
  return name.split("\n").join(", ");
}
