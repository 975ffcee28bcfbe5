import { load } from "koffi";

/**
 * A program of its own that shares a card and begins a transaction, as most programs do that use cards:
 * `transaction-holder.ts READER`. It says `held`, or the PC/SC code; on any order it ends the transaction, says `gone`
 * and ends.
 */
const SHARED = 2;
const ANY_PROTOCOL = 3;
const LEAVE_CARD = 0;

const library = load("libpcsclite.so.1");
const establish = library.func(
  "long SCardEstablishContext(unsigned long scope, void *one, void *two, _Out_ long *context)",
);
const connect = library.func(
  "long SCardConnect(long context, const char *reader, unsigned long share, unsigned long protocols, " +
    "_Out_ long *card, _Out_ unsigned long *protocol)",
);
const begin = library.func("long SCardBeginTransaction(long card)");
const end = library.func("long SCardEndTransaction(long card, unsigned long disposition)");
const disconnect = library.func("long SCardDisconnect(long card, unsigned long disposition)");

const [context, card, protocol] = [[0], [0], [0]];
const failure =
  Number(establish(2, null, null, context)) ||
  Number(connect(context[0], process.argv[2], SHARED, ANY_PROTOCOL, card, protocol)) ||
  Number(begin(card[0]));
process.stdout.write(failure === 0 ? "held\n" : `0x${failure.toString(16)}\n`);
process.stdin.once("data", () => {
  end(card[0], LEAVE_CARD);
  disconnect(card[0], LEAVE_CARD);
  process.stdout.write("gone\n");
  process.exit(0);
});
