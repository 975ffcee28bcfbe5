import { setFlagsFromString } from "node:v8";
import { readArguments } from "./arguments";
import { CardDesk } from "../cards/desk";
import { CardMonitor } from "../cards/monitor";
import { log } from "../log";
import { CardToken } from "../pkcs11/card-token";
import { serveRpc } from "../pkcs11/rpc/serve";
import type { Command } from "./command";

const OPTIONS = { verbose: { type: "boolean", default: false } } as const;

/** Is a PKCS#11 module for the program at the other end of the pipes, until it goes away. */
export const module: Command = {
  name: "module",
  usage: [
    "[--verbose]",
    'Be a PKCS#11 module: p11-kit starts this ("remote: |…") and speaks its RPC protocol with it.',
  ],
  async run(args, { openReaders, cardLock }, { input, output }) {
    const { verbose } = readArguments({ args, options: OPTIONS }).values;
    // What is written there comes up in the terminal of each program that uses the module.
    if (!verbose) log.mute();
    // Signing is the card's work and OpenSSL's: the optimising compiler would only take memory, in each program that has the module.
    setFlagsFromString("--no-opt");
    const readers = openReaders();
    const desk = new CardDesk(readers, cardLock);
    const monitor = new CardMonitor(readers, desk);
    const token = new CardToken({ readers, monitor, desk });
    try {
      await serveRpc(input, output, token);
    } finally {
      token.close();
      monitor.close();
      await readers.close();
    }
  },
};
