import { inspect } from "node:util";
import type { Readers, ReadersState } from "../../native-host/readers/readers";

/** Milliseconds: more than any reader takes, and less than a test has. */
const PATIENCE = 15_000;

/**
 * Resolves with the state of the readers that fulfils the condition, now or at a later change. Rejects with the state
 * that there is instead when that does not come.
 */
export function untilReaders(
  readers: Pick<Readers, "state" | "watch">,
  fulfilled: (state: ReadersState) => boolean,
): Promise<ReadersState> {
  const vain = new Error();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      vain.message = `Waited in vain for readers, and there are ${inspect(readers.state(), { depth: null })}`;
      reject(vain);
    }, PATIENCE);
    const stop = readers.watch(look);
    function look(state: ReadersState): void {
      if (!fulfilled(state)) return;
      clearTimeout(timer);
      stop();
      resolve(state);
    }
    look(readers.state());
  });
}
