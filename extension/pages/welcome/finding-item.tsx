import type { Finding } from "../../card/view";
import { t } from "../i18n";
import { CommandLine } from "./command-line";

const KINDS: Readonly<Record<Finding["state"], string>> = {
  fault: "problem",
  warning: "warning",
  unknown: "info",
  ok: "good",
  skipped: "info",
};

/** What is wrong, why, and what to do about it. `lang`: the language of the finding; the button has that of the page. */
export function FindingItem({ finding, lang }: { readonly finding: Finding; readonly lang: string }) {
  const { id, state, word, title, cause, remedy, command } = finding;
  return (
    <li class={`notice ${KINDS[state]}`} data-check={id}>
      <h3 lang={lang}>
        <strong>{word}:</strong> {title}
      </h3>
      <p lang={lang}>{cause}</p>
      {remedy !== null && <p lang={lang}>{remedy}</p>}
      {command !== null && <CommandLine on={t("examination_terminal")} line={command} />}
    </li>
  );
}
