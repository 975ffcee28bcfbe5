import { INVENTED_PIN } from '../../devkit/card';
import { PcscReaders } from '../../native-host/readers/pcsc-readers';

/**
 * A program that uses the readers and then has nothing more to do: `reader-user.ts close|hold [READER]`. It waits for the
 * first state; with a reader, takes its card and verifies the PIN. `close` closes everything, says `closed` and does not
 * call `process.exit`; `hold` says `held` and holds the card until it is killed.
 */
const [what, name] = process.argv.slice(2);
const readers = new PcscReaders();
await readers.ready();
const connection = name === undefined ? null : await readers.connect(name);
const pin = Buffer.from(INVENTED_PIN.padEnd(8, '\xff'), 'latin1');
await connection?.transmit(Uint8Array.from([0x00, 0x20, 0x00, 0x10, 0x08, ...pin]));
if (what === 'close') await readers.close();
process.stdout.write(what === 'close' ? 'closed\n' : 'held\n');
