import { VARCO_VERSION } from "../../shared/identity";
import { policyOf, type CardAfter } from "../../shared/error-policy";
import { toVarcoError, VarcoError } from "../../shared/errors";
import { CnsCard } from "../card/cns-card";
import { FAMILIES, OTHER_LAYOUTS } from "../card/families/table";
import { readHolder } from "../card/holder";
import { maskedAtr, Transcript } from "../card/transcript";
import { isByRadio } from "../cards/dual-readers";
import type { ChosenCard } from "./with-card";

/** Every place that some family has, once. */
const PLACES: readonly string[] = [
  ...new Set(
    [...FAMILIES, ...OTHER_LAYOUTS].flatMap(({ certificate, login }) => [
      ...certificate.map(({ path }) => path),
      ...("missing" in login || login.df === null ? [] : [login.df]),
    ]),
  ),
];

/** How the card stands after an error that is an answer, too: the report goes on. */
const GO_ON: readonly (CardAfter | null)[] = ["unusable", "refuses"];

/**
 * What a card answers while it is recognised and read, as text that can be posted: see `Transcript` for what it shows.
 * Neither reader nor holder are named. A card that cannot be a CNS is sent nothing. Spends no try.
 */
export async function cardReport({
  reader,
  atr,
  desk,
  signal,
}: Pick<ChosenCard, "reader" | "atr" | "desk" | "signal">): Promise<string> {
  const transcript = new Transcript();
  const facts: string[] = [];
  const ended = await desk
    .operate(
      reader,
      async (card) => {
        // What a token says stays between it and its maker's program.
        if (!(card instanceof CnsCard)) throw new VarcoError("token.elsewhere", { program: card.family.name });
        const steps: readonly (() => Promise<unknown>)[] = [
          () => card.triesLeft(),
          () => card.pukTriesLeft(),
          async () => facts.push(`Key:         ${readHolder(await card.readCertificate()).keySize} bits`),
          () => card.readSerial(),
          () => card.readPersonalData(),
          () => card.survey(PLACES),
        ];
        const refusals: string[] = [];
        for (const step of steps) {
          try {
            await step();
          } catch (thrown) {
            const { code } = toVarcoError(thrown);
            if (!GO_ON.includes(policyOf(code).card)) throw thrown;
            refusals.push(code);
          }
        }
        facts.push(`Family:      ${card.family.name}`);
        return ["all steps", ...refusals].join(", ");
      },
      {
        signal,
        over: (transport) => {
          facts.unshift(`Protocol:    ${transport.protocol}`);
          return transcript.over(transport);
        },
      },
    )
    .catch((thrown: unknown) => toVarcoError(thrown).code);
  return `${[
    `Varco ${VARCO_VERSION}: report of a card. It holds no personal data, no serial number and no certificate.`,
    `ATR:         ${maskedAtr(atr)}`,
    `Read by:     ${isByRadio(atr) ? "radio" : "contacts"}`,
    ...facts,
    `Ended with:  ${ended}`,
    ...transcript.lines,
  ].join("\n")}\n`;
}
