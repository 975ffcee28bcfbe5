import { readArguments } from "../arguments";
import { chooseReader } from "../cards/choose";
import { CardDesk } from "../cards/desk";
import { readHolder } from "../card/holder";
import type { Command } from "./command";
import { oneLine } from "./one-line";
import { triesLeft } from "./tries-left";

const OPTIONS = { json: { type: "boolean", default: false }, reader: { type: "string" } } as const;

/** Prints the inserted card. Spends no PIN try. */
export const card: Command = {
  name: "card",
  usage: ["[--json] [--reader NAME]", "Show the inserted card."],
  async run(args, { openReaders, cardLock }, { output }) {
    const { json, reader: name } = readArguments({ args, options: OPTIONS }).values;
    const readers = openReaders();
    try {
      await readers.ready();
      const reader = chooseReader(readers.state(), name);
      const report = await new CardDesk(readers, cardLock).operate(reader.name, async (cns) => {
        const pin = await cns.triesLeft();
        const certificate = readHolder(await cns.readCertificate());
        return {
          reader: reader.name,
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
      });
      output.write(json ? `${JSON.stringify(report)}\n` : plain(report));
    } finally {
      await readers.close();
    }
  },
};

type Report = {
  reader: string;
  family: string;
  holder: { name: string; codiceFiscale: string | null };
  serial: string | null;
  certificate: { subject: string; issuer: string; notBefore: string; notAfter: string };
  pin: { triesLeft: number | null; blocked: boolean };
};

function plain({ reader, family, holder, serial, certificate, pin }: Report): string {
  return (
    [
      `Reader:         ${reader}`,
      `Card:           ${family}, serial number ${serial ?? "unknown"}`,
      `Holder:         ${holder.name}`,
      `Codice fiscale: ${holder.codiceFiscale ?? "not in the certificate"}`,
      `Certificate:    ${certificate.notBefore} to ${certificate.notAfter}`,
      `Issuer:         ${certificate.issuer}`,
      `PIN tries left: ${triesLeft(pin)}`,
    ].join("\n") + "\n"
  );
}
