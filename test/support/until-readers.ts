import type { Readers, ReadersState } from "../../native-host/readers/readers";

/** Resolves with the state of the readers that fulfils the condition, now or at a later change. */
export function untilReaders(
  readers: Pick<Readers, "state" | "watch">,
  fulfilled: (state: ReadersState) => boolean,
): Promise<ReadersState> {
  return new Promise((resolve) => {
    const stop = readers.watch(look);
    function look(state: ReadersState): void {
      if (!fulfilled(state)) return;
      stop();
      resolve(state);
    }
    look(readers.state());
  });
}
