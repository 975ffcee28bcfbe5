/** Runs work that nobody waits for. What goes wrong shows in the browser's list of extension errors. */
export function reported(work: Promise<unknown>): void {
  work.catch((thrown: unknown) => {
    globalThis.reportError(thrown);
  });
}
