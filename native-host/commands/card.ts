import { readHolder } from "../card/holder";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { oneLine } from "./one-line";
import { triesLeft } from "./tries-left";
import { withCard } from "./with-card";

const OPTIONS = { json: { type: "boolean", default: false }, reader: { type: "string" } } as const;

/** Prints what the inserted card says about itself. Spends no PIN try. */
export const card: Command = {
  name: "card",
  usage: ["[--json] [--reader NAME]", "Show the inserted card."],
  async run(args, composition, { output }) {
    const { json, reader: readerName } = readArguments({ args, options: OPTIONS }).values;
    const report = await withCard(composition, readerName, ({ reader, desk, signal }) =>
      desk.operate(
        reader,
        async (cns) => {
          const pin = await cns.triesLeft();
          const certificate = readHolder(await cns.readCertificate());
          return {
            reader,
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

function plain({ reader, family, holder, serial, certificate, pin }: Report): string {
  return (
    [
      `Reader:         ${reader}`,
      `Card:           ${family}, serial number ${serial ?? "unknown"}`,
      `Holder:         ${holder.name}`,
      `Codice fiscale: ${holder.codiceFiscale ?? "not in the certificate"}`,
      `Certificate:    valid from ${certificate.notBefore} to ${certificate.notAfter}`,
      `Issuer:         ${certificate.issuer}`,
      `PIN tries left: ${triesLeft(pin)}`,
    ].join("\n") + "\n"
  );
}
