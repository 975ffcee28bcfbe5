import { once } from "node:events";
import { readArguments } from "../arguments";
import { chooseReader } from "../cards/choose";
import { CardDesk } from "../cards/desk";
import { CardMonitor } from "../cards/monitor";
import { VarcoError } from "../../shared/errors";
import { RelaySession } from "../relay/relay-session";
import { parseHttpsUrl } from "../tls/address";
import { withAuthorities } from "./authorities";
import type { Command } from "./command";
import { firstLines } from "./lines";

const OPTIONS = {
  ca: { type: "string" },
  reader: { type: "string" },
  "pin-stdin": { type: "boolean", default: false },
} as const;

/** Makes one request with the card as client certificate. The PIN comes from standard input only. */
export const get: Command = {
  name: "get",
  usage: [
    "URL --pin-stdin [--ca FILE] [--reader NAME]",
    "Make one request with the card; the PIN is the first line of standard input.",
  ],
  async run(args, { openReaders, cardLock, trust }, { input, output }) {
    const {
      values,
      positionals: [text, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    if (text === undefined || more.length > 0) throw new VarcoError("usage", { reason: "get takes one URL." });
    if (!values["pin-stdin"])
      throw new VarcoError("usage", { reason: "get reads the PIN from standard input: add --pin-stdin." });
    const url = parseHttpsUrl(text);
    const readers = openReaders();
    const desk = new CardDesk(readers, cardLock);
    let monitor: CardMonitor | null = null;
    let login: RelaySession | null = null;
    const interrupt = new AbortController();
    const interrupted = () => interrupt.abort();
    process.once("SIGINT", interrupted);
    try {
      await readers.ready();
      const { name: reader } = chooseReader(readers.state(), values.reader);
      monitor = new CardMonitor(readers, desk);
      const person = {
        signal: interrupt.signal,
        progress: () => {},
        askPin: onePin(input, url.hostname, interrupt.signal),
      };
      login = new RelaySession({
        origin: url.origin,
        reader,
        card: await monitor.card(reader),
        desk,
        trust: withAuthorities(trust, values.ca),
      });
      await login.open(person);
      const answer = await login.request({ method: "GET", url, headers: [] }, person);
      const head = [
        `HTTP/1.1 ${answer.status} ${answer.statusText}`.trimEnd(),
        ...answer.headers.map(([name, value]) => `${name}: ${value}`),
      ];
      output.write(`${head.join("\n")}\n\n`);
      if (!output.write(answer.body)) await once(output, "drain");
    } finally {
      process.off("SIGINT", interrupted);
      await login?.close();
      monitor?.close();
      await readers.close();
    }
  },
};

/** Gives the PIN once. There is no other one on standard input for a server that wants the card to sign again. */
function onePin(input: AsyncIterable<Buffer>, host: string, signal: AbortSignal): () => Promise<Buffer> {
  let given = false;
  return async () => {
    if (given) throw new VarcoError("server.signature-again", { host });
    given = true;
    const [pin = Buffer.alloc(0)] = await firstLines(input, 1, signal);
    return pin;
  };
}
