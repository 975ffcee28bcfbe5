import type { Issuer, Practice } from "../issuers/issuer";

type Datum =
  | "help-line"
  | "reader"
  | "identification"
  | "two-halves"
  | "code-card"
  | "exemption-card"
  | "health-record";
type Feature = Datum | Practice;

/** When the help shows a sentence: the issuer has or does something, or it does not. */
export type Condition = Feature | `no ${Feature}`;

const HAS: Readonly<Record<Feature, (issuer: Issuer) => boolean>> = {
  "help-line": ({ helpLine }) => helpLine !== null,
  reader: ({ reader }) => reader !== null,
  identification: ({ codes }) => codes.identification !== null,
  "two-halves": ({ codes }) => codes.secondHalf !== null,
  "code-card": ({ codeCard }) => codeCard !== null,
  "exemption-card": ({ exemptionCard }) => exemptionCard !== null,
  "health-record": ({ healthRecord }) => healthRecord !== null,
  appointment: does("appointment"),
  "free-activation": does("free-activation"),
  "adults-only": does("adults-only"),
  "emancipated-minors": does("emancipated-minors"),
  guardians: does("guardians"),
  delegation: does("delegation"),
  "revocation-by-proxy": does("revocation-by-proxy"),
};

const CONDITIONS: ReadonlyMap<string, (issuer: Issuer) => boolean> = new Map(
  Object.entries(HAS).flatMap(
    ([feature, has]) =>
      [
        [feature, has],
        [`no ${feature}`, (issuer: Issuer) => !has(issuer)],
      ] as const,
  ),
);

/** Whether the help shows a sentence for this issuer. A sentence without a condition is always shown. */
export function holds(condition: Condition | undefined, issuer: Issuer): boolean {
  return condition === undefined || CONDITIONS.get(condition)?.(issuer) === true;
}

function does(practice: Practice): (issuer: Issuer) => boolean {
  return ({ practices }) => practices.includes(practice);
}
