import { keepForNow, outside, QUIET, watchOnce, type Pcsclite } from "./package";

/** A name that no reader has. */
const NO_READER = "Varco asks whether the service is there";

/**
 * Resolves when the service answers. Beginning a watch blocks the JavaScript thread until it does or turns out to be
 * missing: long while it starts, forever if it hangs. So a thread of pcsclite goes ahead.
 */
export function untilAnswers(pcsclite: Pcsclite): Promise<void> {
  return watchOnce(pcsclite.reader(NO_READER));
}

/**
 * The list of readers as pcsclite passes it, from a connection of its own, which then ends. null: none was to be had.
 */
export async function listOnce(pcsclite: Pcsclite): Promise<unknown> {
  await untilAnswers(pcsclite);
  return new Promise((resolve) => {
    const service = pcsclite.watch();
    let end: NodeJS.Timeout | undefined;
    const told = (names: unknown) => {
      resolve(names);
      clearTimeout(end);
      // Only a thread that waits again can be ended.
      end = setTimeout(() => {
        service.close();
        keepForNow(service);
      }, QUIET);
    };
    service.on(
      "error",
      outside(() => told(null)),
    );
    // The package's own receiver of the list would make an object and a thread for each reader.
    const start = service.start;
    service.start = () =>
      start.call(
        service,
        outside((error: unknown, names: unknown) => told(error ? null : names)),
      );
  });
}
