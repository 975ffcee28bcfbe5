import { readHolder } from "../card/holder";
import { VarcoError } from "../../shared/errors";
import { cardReport } from "./card-report";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { oneLine } from "./one-line";
import { triesLeft } from "./tries-left";
import { CARD_OPTIONS, withCard } from "./with-card";

const OPTIONS = { json: { type: "boolean", default: false }, ...CARD_OPTIONS } as const;

/** Prints what the inserted card says about itself. Spends no PIN try. */
export const card: Command = {
  name: "card",
  usage: [
    "[report] [--json] [--reader NAME] [--module FILE]",
    "Show the inserted card. report: write down what it answers, without a person's data, so that anybody may see " +
      "it. --module: through this PKCS#11 module, here and below.",
  ],
  async run(args, composition, { output }) {
    const {
      values: { json, ...choice },
      positionals: [verb, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    if ((verb !== undefined && verb !== "report") || more.length > 0 || (verb !== undefined && json))
      throw new VarcoError("usage", { reason: 'card takes nothing, or "report" without --json.' });
    if (verb === "report") {
      await withCard(composition, choice, async (chosen) => {
        output.write(await cardReport(chosen));
      });
      return;
    }
    const report = await withCard(composition, choice, ({ reader, through: throughProgram, desk, signal }) =>
      desk.operate(
        reader,
        async (cns) => {
          const through = throughProgram();
          const pin = await cns.triesLeft();
          const certificate = readHolder(await cns.readCertificate());
          return {
            reader,
            ...(through !== undefined && { through }),
            family: cns.family.name,
            holder: { name: certificate.name, codiceFiscale: certificate.codiceFiscale },
            serial: await cns.readSerial(),
            certificate: {
              subject: oneLine(certificate.subject),
              issuer: oneLine(certificate.issuer),
              notBefore: certificate.notBefore,
              notAfter: certificate.notAfter,
            },
            pin,
          };
        },
        { signal },
      ),
    );
    output.write(json ? `${JSON.stringify(report)}\n` : plain(report));
  },
};

interface Report {
  readonly reader: string;
  readonly through?: string;
  readonly family: string;
  readonly holder: { readonly name: string; readonly codiceFiscale: string | null };
  readonly serial: string | null;
  readonly certificate: {
    readonly subject: string;
    readonly issuer: string;
    readonly notBefore: string;
    readonly notAfter: string;
  };
  readonly pin: { readonly triesLeft: number | null; readonly blocked: boolean };
}

function plain({ reader, through, family, holder, serial, certificate, pin }: Report): string {
  return (
    [
      `Reader:         ${reader}`,
      ...(through === undefined ? [] : [`Through:        the program of ${through}`]),
      `Card:           ${family}, serial number ${serial ?? "unknown"}`,
      `Holder:         ${holder.name}`,
      `Codice fiscale: ${holder.codiceFiscale ?? "not in the certificate"}`,
      `Certificate:    valid from ${certificate.notBefore} to ${certificate.notAfter}`,
      `Issuer:         ${certificate.issuer}`,
      `PIN tries left: ${triesLeft(pin)}`,
    ].join("\n") + "\n"
  );
}
