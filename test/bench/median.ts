/** The middle of the values, of an even number the higher one. */
export function median(values: readonly number[]): number {
  const middle = [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError("nothing to take the median of");
  return middle;
}
