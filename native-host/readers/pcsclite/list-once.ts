import { keepForNow, outside, watchOnce, type Pcsclite } from "./package";

/**
 * Milliseconds from the list until its thread is ended. pcsclite tries to interrupt the thread's wait for 50 ms, then
 * blocks the JavaScript thread until the thread ends: for ever, if the wait begins only afterwards. Before it begins, the
 * thread asks the service once more, which may take long on a busy computer.
 */
const SETTLED = 2000;

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
      end = setTimeout(() => {
        service.close();
        keepForNow(service);
      }, SETTLED);
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
