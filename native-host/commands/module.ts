import { setFlagsFromString } from "node:v8";
import { VarcoError } from "../../shared/errors";
import { readArguments } from "./arguments";
import { knownFamilies } from "../cards/added-families";
import { CardDesk } from "../cards/desk";
import { CardMonitor } from "../cards/monitor";
import { log } from "../log";
import { CardToken } from "../pkcs11/card-token";
import { INSIDE_MODULE } from "../modules/child-start";
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
  async run(args, { openReaders, cardLock, settings, systemSettings }, { input, output }) {
    // A module that we load must not load us: it would wait for itself.
    if (process.env[INSIDE_MODULE] !== undefined)
      throw new VarcoError("usage", { reason: "This module is not for Varco itself." });
    const { verbose } = readArguments({ args, options: OPTIONS }).values;
    // Each program that uses the module shows our standard error in its terminal.
    if (!verbose) log.mute();
    // The card and OpenSSL do the heavy work. V8's optimising compilers would only cost memory, once for each program.
    for (const compiler of ["opt", "maglev"]) setFlagsFromString(`--no-${compiler}`);
    const readers = openReaders();
    const desk = new CardDesk(readers, cardLock, knownFamilies(settings, systemSettings));
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
