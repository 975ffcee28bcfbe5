import type { ErrorValue } from "../../../shared/errors";
import type { CardPageView, CodeState, ReaderView } from "../../card/view";
import { t } from "../i18n";
import { troublesIn } from "../../card/findings";
import { issuerName } from "./issuer-name";
import { pukOf } from "./possible";
import { validityOf } from "./validity";

/** What the browser tells about itself. */
export interface Surroundings {
  /** Version of the extension. */
  readonly version: string;
  readonly userAgent: string;
  readonly platform: string;
}

/** The error details that help a help line. All of them are numbers or Varco's own words. */
const TELLING = ["step", "statusWord", "triesLeft", "missing"];
const BROWSERS = /(?:Firefox|Edg|OPR|Chrome)\/[\d.]+/g;

/**
 * The report for the help line, in the person's language: versions, readers, cards and their state, errors, and what an
 * examination of the computer found. It contains no name, no codice fiscale, no serial number and no code.
 */
export function reportText(
  view: CardPageView,
  errors: readonly ErrorValue[],
  { version, userAgent, platform }: Surroundings,
  now: Date,
): string {
  const browsers = userAgent.match(BROWSERS) ?? [userAgent];
  const lines = [
    `${t("report_extension")}: ${version}`,
    `${t("report_program")}: ${programText(view)}`,
    `${t("report_browser")}: ${browsers.join(" ")}`,
    `${t("report_system")}: ${platform}`,
    ...readerLines(view, now),
    `${t("report_errors")}: ${errors.length === 0 ? t("report_none") : errors.map(errorLine).join("; ")}`,
    ...examinationLines(view),
  ];
  return `${lines.join("\n")}\n`;
}

function programText(view: CardPageView): string {
  if (view.name !== "ready") return t("detail_unknown");
  const { version, platform, node } = view.program;
  return `${version} (${platform}, Node ${node})`;
}

function readerLines(view: CardPageView, now: Date): readonly string[] {
  if (view.name !== "ready") return [];
  return view.readers.flatMap((reader) => [
    `${t("card_reader")}: ${reader.name}${reader.keypad ? ` (${t("card_page_with_keypad")})` : ""}`,
    ...(reader.through === undefined ? [] : [`- ${t("card_page_through")} ${reader.through}`]),
    `- ${t("report_card")}: ${cardLine(reader, now)}`,
  ]);
}

/** Names of checks and outcomes, which a help line looks up in docs/doctor.md: the words name programs and paths. */
function examinationLines(view: CardPageView): readonly string[] {
  const examination = view.name === "ready" ? view.examination : null;
  if (examination === null || examination.state === "running") return [];
  const heading = t("examination_heading");
  if (examination.state === "failed") return [`${heading}: ${errorLine(examination.error)}`];
  const troubles = troublesIn(examination.findings);
  return [
    `${heading} (${examination.at}): ${troubles.length === 0 ? t("examination_fine") : troubles.length}`,
    ...troubles.map(({ id, state, outcome }) => `- ${state}: ${id}, ${outcome}`),
  ];
}

function cardLine({ card }: ReaderView, now: Date): string {
  if (card === null) return t("report_none");
  if (card.status === "reading") return card.status;
  if (card.status === "unusable") return errorLine(card.error);
  return [
    card.family,
    issuerName(card.certificate.issuer),
    validityOf(card.certificate, now)?.state ?? t("detail_unknown"),
    `PIN ${codeText(card.pin)}`,
    `PUK ${codeText(pukOf(card))}`,
  ].join(", ");
}

function codeText({ triesLeft, blocked }: CodeState): string {
  return blocked ? "0" : String(triesLeft ?? "?");
}

function errorLine({ code, details }: ErrorValue): string {
  const told = Object.entries(details)
    .filter(([name]) => TELLING.includes(name))
    .map(([name, value]) => `${name} ${value ?? "?"}`);
  return told.length === 0 ? code : `${code} (${told.join(", ")})`;
}
