import { once } from "node:events";
import { VarcoError } from "../../shared/errors";
import type { PersonWithPin } from "../cards/person";
import { RelaySession } from "../relay/relay-session";
import { parseHttpsUrl } from "../address";
import type { Trust } from "../tls/trust";
import { readArguments } from "./arguments";
import { withAuthorities } from "./authorities";
import type { Command } from "./command";
import { firstLines } from "./lines";
import { CARD_OPTIONS, withCard, type ChosenCard } from "./with-card";

const OPTIONS = {
  ca: { type: "string" },
  ...CARD_OPTIONS,
  "pin-stdin": { type: "boolean", default: false },
} as const;

/** Makes one request with the card as client certificate. Takes the PIN from standard input only. */
export const get: Command = {
  name: "get",
  usage: [
    "URL --pin-stdin [--ca FILE] [--reader NAME] [--module FILE]",
    "Make one request with the card. The first line of standard input is the PIN.",
  ],
  async run(args, composition, { input, output }) {
    const {
      values,
      positionals: [text, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    if (text === undefined || more.length > 0) throw new VarcoError("usage", { reason: "get takes one URL." });
    if (!values["pin-stdin"])
      throw new VarcoError("usage", { reason: "get reads the PIN from standard input: add --pin-stdin." });
    const url = parseHttpsUrl(text);
    const trust = withAuthorities(composition.trust, values.ca);
    await withCard(composition, values, async (card) => {
      const { signal } = card;
      const person = { signal, progress: () => {}, askPin: onePin(input, url.hostname, signal) };
      const { status, statusText, headers, body } = await request(url, card, trust, person);
      const head = [
        `HTTP/1.1 ${status} ${statusText}`.trimEnd(),
        ...headers.map(([name, value]) => `${name}: ${value}`),
      ];
      output.write(`${head.join("\n")}\n\n`);
      if (!output.write(body)) await once(output, "drain");
    });
  },
};

async function request(url: URL, { reader, desk, monitor }: ChosenCard, trust: Trust, person: PersonWithPin) {
  const session = new RelaySession({ origin: url.origin, reader, card: await monitor().card(reader), desk, trust });
  try {
    await session.open(person);
    return await session.request({ method: "GET", url, headers: [] }, person);
  } finally {
    await session.close();
  }
}

/** Gives the PIN once: standard input has no other one for a server that wants the card to sign again. */
function onePin(input: AsyncIterable<Buffer>, host: string, signal: AbortSignal): () => Promise<Buffer> {
  let given = false;
  return async () => {
    if (given) throw new VarcoError("server.signature-again", { host });
    given = true;
    const [pin = Buffer.alloc(0)] = await firstLines(input, 1, signal);
    return pin;
  };
}
