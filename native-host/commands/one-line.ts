/** A distinguished name on one line, its parts in the order of the certificate. */
export function oneLine(name: string): string {
  return name.split("\n").join(", ");
}
