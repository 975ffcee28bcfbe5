import { fill } from "../../shared/errors";
import { VARCO_VERSION } from "../../shared/identity";
import type { Diagnosis, Finding } from "./finding";
import type { Mended } from "./mend";
import { textsOf, type Language } from "./texts";

/** What is printed. */
export interface Printed {
  readonly diagnosis: Diagnosis;
  /** What was mended before; empty without `--fix`. */
  readonly mended: readonly Mended[];
  /** Host of the portal; null: none was named. */
  readonly host: string | null;
}

const INDENT = "    ";

/** The examination as text for a terminal, in a person's language. The state is a word: no sign and no colour. */
export function terminalText({ diagnosis, mended, host }: Printed, language: Language): string {
  const { words } = textsOf(language);
  const verdict = !diagnosis.ready ? words.notReady : host === null ? words.ready : fill(words.readyAt, { host });
  return [
    fill(words.heading, { version: VARCO_VERSION }),
    "",
    ...diagnosis.findings.flatMap((finding) => linesOf(finding, language)),
    ...skippedLines(diagnosis.findings, language),
    ...(mended.length === 0 ? [] : ["", ...mended.flatMap((one) => mendedLines(one, language))]),
    "",
    verdict,
    "",
  ].join("\n");
}

function linesOf({ state, title, cause, remedy, command }: Finding, language: Language): string[] {
  const { words } = textsOf(language);
  if (state === "skipped") return [];
  if (state === "ok") return [`${words[state]}: ${title}. ${cause}`];
  return [
    `${words[state].toUpperCase()}: ${title}. ${cause}`,
    ...(remedy === null ? [] : [`${INDENT}${remedy}`]),
    ...(command === null ? [] : [`${INDENT}${words.command}`, `${INDENT}  ${command}`]),
  ];
}

/** Those that were not looked at, together by the reason. */
function skippedLines(findings: readonly Finding[], language: Language): string[] {
  const { words } = textsOf(language);
  const titles = new Map<string, string[]>();
  for (const { state, title, cause } of findings)
    if (state === "skipped") titles.set(cause, [...(titles.get(cause) ?? []), title]);
  return [...titles].map(([cause, those]) => `${words.skipped}: ${those.join("; ")}. ${cause}`);
}

function mendedLines({ id, paths, error }: Mended, language: Language): string[] {
  const { words, checks } = textsOf(language);
  const check = checks[id].title;
  if (error !== null) return [fill(words.notMended, { check, reason: error.code })];
  return [fill(words.mended, { check }), ...paths.map((path) => `${INDENT}${path}`)];
}
