/** An option by which a developer asks for the debugger: `--inspect`, `--inspect-brk=PORT`. */
const INSPECT = /^--inspect(?!-port|-publish-uid)/;

/**
 * Keeps Node's debugger out of this process, which will hold a PIN: Node opens it at SIGUSR1. From here on that signal
 * does nothing. One that came earlier, and an order from the environment, are undone in the next turn of the event
 * loop. A developer's own `--inspect` on the command line stays. Imported before anything else.
 */
process.on("SIGUSR1", () => {});
const wanted = process.execArgv.some((word) => INSPECT.test(word));
if (!wanted) shut();

/** Resolves when the debugger is shut for good. Until then no message is read that could hold a PIN. */
export const debuggerShut = new Promise<void>((resolve) => {
  // A signal that is already taken opens the debugger as soon as the event loop runs.
  setImmediate(() => {
    if (!wanted) shut();
    resolve();
  });
});

/** Node has this function for its own `node inspect`. The documented `node:inspector` would load Node's threads too. */
function shut(): void {
  const end: unknown = Reflect.get(process, "_debugEnd");
  if (typeof end === "function") Reflect.apply(end, process, []);
  else void import("node:inspector").then(({ close }) => close());
}
