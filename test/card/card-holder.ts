import pcsclite from "pcsclite";

/**
 * A program of its own that takes a card and sits on it: `card-holder.ts READER exclusive|shared`. It says `held`, or
 * what PC/SC says; lets the card go on `leave` or resets it on `reset`, says `gone`, and ends.
 */
const [wanted, share] = process.argv.slice(2);
const service = pcsclite();
service.on("error", () => process.exit(1));
service.on("reader", (reader) => {
  reader.on("error", () => process.exit(1));
  if (reader.name !== wanted) return;
  reader.connect(
    { share_mode: share === "exclusive" ? reader.SCARD_SHARE_EXCLUSIVE : reader.SCARD_SHARE_SHARED },
    (error: unknown) => {
      say(error instanceof Error ? error.message : "held");
      process.stdin.on("data", (order) => {
        const disposition = String(order).trim() === "reset" ? reader.SCARD_RESET_CARD : reader.SCARD_LEAVE_CARD;
        reader.disconnect(disposition, () => {
          say("gone");
          process.exit(0);
        });
      });
    },
  );
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
