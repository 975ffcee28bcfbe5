import { setFlagsFromString } from "node:v8";
import { readArguments } from "./arguments";
import { knownFamilies } from "../cards/added-families";
import { CardDesk } from "../cards/desk";
import { CardMonitor } from "../cards/monitor";
import { log } from "../log";
import { CardToken } from "../pkcs11/card-token";
import { serveRpc } from "../pkcs11/rpc/serve";
import type { Command } from "./command";

const OPTIONS = { verbose: { type: "boolean", default: false } } as const;

/** Serves the program at the other end of the pipes as a PKCS#11 module, until that program closes them. */
export const module: Command = {
  name: "module",
  usage: [
    "[--verbose]",
    'Serve as a PKCS#11 module. p11-kit starts this command ("remote: |…") and speaks its RPC protocol.',
  ],
  async run(args, { openReaders, cardLock, familiesFile }, { input, output }) {
    const { verbose } = readArguments({ args, options: OPTIONS }).values;
    // Each program that uses the module shows our standard error in its terminal.
    if (!verbose) log.mute();
    // The card and OpenSSL do the heavy work. The optimising compiler would only cost memory, once for each program.
    setFlagsFromString("--no-opt");
    const readers = openReaders();
    const desk = new CardDesk(readers, cardLock, knownFamilies(familiesFile));
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
