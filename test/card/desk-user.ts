import { CardDesk } from "../../native-host/cards/desk";
import { FileLock } from "../../native-host/cards/file-lock";
import { PcscReaders } from "../../native-host/readers/pcsc-readers";
import { toVarcoError } from "../../shared/errors";

/**
 * A program of its own that operates a card as Varco's programs do: `desk-user.ts FOLDER READER PIN BLOCK`, says
 * `ready`, and for each line on standard input signs the block (hexadecimal) as often as it says. It says the
 * signatures, or the code of the first error, as a list in JSON.
 */
const [folder = "", reader = "", pin = "", block = ""] = process.argv.slice(2);
const readers = new PcscReaders();
const desk = new CardDesk(readers, new FileLock(() => folder));

const sign = () =>
  desk.operate(reader, async (card) => {
    await card.verifyPin(Buffer.from(pin));
    return Buffer.from(await card.rawRsa(Buffer.from(block, "hex"))).toString("hex");
  });

await readers.ready();
process.stdout.write("ready\n");
process.stdin.on("data", (line) => {
  void Promise.all(Array.from({ length: Number(String(line)) }, sign)).then(
    (signatures) => process.stdout.write(`${JSON.stringify(signatures)}\n`),
    (thrown: unknown) => process.stdout.write(`${JSON.stringify([toVarcoError(thrown).code])}\n`),
  );
});
