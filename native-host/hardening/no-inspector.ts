import { close, url } from "node:inspector";

/** An option by which a developer asks for the debugger: `--inspect`, `--inspect-brk=PORT`. */
const INSPECT = /^--inspect(?!-port|-publish-uid)/;

/**
 * Keeps Node's debugger out of this process, which will hold a PIN: Node opens it at SIGUSR1. From here on that signal
 * does nothing. One that came earlier, and an order from the environment, are undone in the next turn of the event
 * loop. A developer's own `--inspect` on the command line stays. Imported for its effect, before anything else.
 */
process.on("SIGUSR1", () => {});
if (!process.execArgv.some((word) => INSPECT.test(word))) {
  const shut = () => {
    if (url() !== undefined) close();
  };
  shut();
  // A signal that is already taken opens the debugger as soon as the event loop runs.
  setImmediate(shut);
}
