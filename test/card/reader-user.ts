import { PcscReaders } from "../../native-host/readers/pcsc-readers";
import { VERIFY } from "./readers-expect";

/**
 * A program that uses the readers and then has nothing more to do: `reader-user.ts close|hold [READER]`. It waits for
 * the first state; with a reader, takes its card and verifies the PIN. `close` closes everything, says the state that
 * there was and does not call `process.exit`; `hold` says it too, and holds the card until it is killed.
 */
const [what, name] = process.argv.slice(2);
const readers = new PcscReaders();
await readers.ready();
const connection = name === undefined ? null : await readers.connect(name);
await connection?.transmit(VERIFY);
const state = readers.state();
if (what === "close") await readers.close();
process.stdout.write(`${JSON.stringify(state)}\n`);
