import { readArguments } from "./arguments";
import { VarcoError } from "../../shared/errors";
import { probe as probeServer } from "../tls/probe";
import { withAuthorities } from "./authorities";
import type { Command } from "./command";
import { oneLine } from "./one-line";

const OPTIONS = { ca: { type: "string" }, json: { type: "boolean", default: false } } as const;

/** Tells whether a server asks for a certificate, and of which issuers. Uses no card. */
export const probe: Command = {
  name: "probe",
  usage: ["URL [--ca FILE] [--json]", "Tell whether a server asks for a certificate, and of which issuers."],
  async run(args, { trust }, { output }) {
    const {
      values: { ca, json },
      positionals: [url, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    if (url === undefined || more.length > 0) throw new VarcoError("usage", { reason: "probe takes one URL." });
    const { asks, issuers, tls } = await probeServer(url, { trust: withAuthorities(trust, ca) });
    if (json) output.write(`${JSON.stringify({ asks, issuers: issuers.map(oneLine), tls })}\n`);
    else output.write(plain(asks, issuers.map(oneLine), tls));
  },
};

function plain(asks: boolean, issuers: readonly string[], tls: string): string {
  if (!asks) return `The server does not ask for a certificate (${tls}).\n`;
  const list =
    issuers.length === 0
      ? "It accepts any issuer.\n"
      : `It accepts these issuers:\n${issuers.map((name) => `  ${name}\n`).join("")}`;
  return `The server asks for a certificate (${tls}).\n${list}`;
}
