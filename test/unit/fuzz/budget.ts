import fc, { type IAsyncProperty, type IProperty } from "fast-check";

/**
 * Seconds for each property, and another seed each time: `VARCO_FUZZ_SECONDS=600 mocha 'test/unit/fuzz/*.test.ts'`.
 * Without it the inputs are the same each time, some seconds of them.
 */
const SECONDS = Number(process.env["VARCO_FUZZ_SECONDS"] ?? 0);
const SEED = 0x5eed;

/** Milliseconds that one test may take. */
export const PATIENCE = SECONDS * 1000 + 60_000;

/** Looks for an input that breaks the property. `runs`: how many inputs in the ordinary run. */
export async function search<Input>(
  property: IProperty<Input> | IAsyncProperty<Input>,
  runs: number,
  examples: Input[] = [],
): Promise<void> {
  await fc.assert(
    property,
    SECONDS === 0
      ? { seed: SEED, numRuns: runs, examples }
      : { numRuns: Number.MAX_SAFE_INTEGER, plugins: [fc.interruptAfterTimeLimit(SECONDS * 1000)], examples },
  );
}
