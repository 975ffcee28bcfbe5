import { BINDINGS } from "../../native-host/readers/binding";
import { PcscReaders } from "../../native-host/readers/pcsc-readers";

/**
 * A program that uses the readers and then has nothing more to do: `reader-user.ts BINDING|any close|hold [READER]`. It
 * waits for the first state; with a reader, takes its card and verifies the PIN. `close` closes everything, says the
 * state that there was and ends by itself; with pcsclite it exits as the host does, for a list that was just made keeps
 * a process for seconds. `hold` says the state too, and holds the card until it is killed.
 */
const [named, what, name] = process.argv.slice(2);
const readers = new PcscReaders({}, { binding: BINDINGS.find((one) => one === named) });
await readers.ready();
const connection = name === undefined ? null : await readers.connect(name);
// Loaded only where it is needed: it brings the virtual card along, which needs koffi.
if (connection) await connection.transmit((await import("./readers-expect")).VERIFY);
const state = readers.state();
if (what === "close") await readers.close();
process.stdout.write(`${JSON.stringify(state)}\n`, () => {
  if (what === "close" && named === "pcsclite") process.exit(0);
});
