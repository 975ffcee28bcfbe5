import { useState } from "preact/hooks";
import { t } from "../i18n";

/** A command for a terminal, with a button that copies it. `on`: the systems it is for; null: all. */
export function CommandLine({ on, line }: { readonly on: string | null; readonly line: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    setCopied(false);
    await navigator.clipboard.writeText(line);
    setCopied(true);
  };
  return (
    <div class="command">
      {on !== null && <p class="on hint">{on}</p>}
      <code>{line}</code>
      <button type="button" class="small" aria-label={t("welcome_copy_command", line)} onClick={() => void copy()}>
        {t("welcome_copy")}
      </button>
      <span role="status" class="hint">
        {copied ? t("welcome_copied") : ""}
      </span>
    </div>
  );
}
