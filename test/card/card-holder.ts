import { load } from "koffi";

/**
 * A program of its own that takes a card and sits on it: `card-holder.ts READER exclusive|shared|transaction`. It says
 * `held`, or the PC/SC code; lets the card go on `leave` or resets it on `reset`, says `gone`, and ends.
 */
const SYSTEM = 2;
const EXCLUSIVE = 1;
const SHARED = 2;
const ANY_PROTOCOL = 3;
const LEAVE_CARD = 0;
const RESET_CARD = 1;

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

const [reader, how] = process.argv.slice(2);
const [context, card, protocol] = [[0], [0], [0]];
const failure =
  Number(establish(SYSTEM, null, null, context)) ||
  Number(connect(context[0], reader, how === "exclusive" ? EXCLUSIVE : SHARED, ANY_PROTOCOL, card, protocol)) ||
  (how === "transaction" ? Number(begin(card[0])) : 0);
process.stdout.write(failure === 0 ? "held\n" : `0x${failure.toString(16)}\n`);
process.stdin.once("data", (order) => {
  const disposition = String(order).trim() === "reset" ? RESET_CARD : LEAVE_CARD;
  if (how === "transaction") end(card[0], disposition);
  disconnect(card[0], disposition);
  process.stdout.write("gone\n");
  process.exit(0);
});
