import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { language, t } from "../i18n";
import { saveFile } from "../save-file";
import type { Send } from "./connection";
import { Quoted } from "./quoted";

/** Whatever the portal calls it: a browser shows no file of this type. */
const NEVER_SHOWN = "application/octet-stream";

/** A file that the portal sends in place of a page. Nothing opens it; the person saves it with a click. */
export function PortalFile({
  fileName,
  size,
  content,
  mayGoBack,
  send,
}: {
  readonly fileName: string;
  readonly size: number;
  readonly content: string;
  readonly mayGoBack: boolean;
  readonly send: Send;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  const [saved, setSaved] = useState(false);
  const save = () => {
    const bytes = Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));
    saveFile({ fileName, type: NEVER_SHOWN, content: bytes });
    setSaved(true);
  };
  return (
    <section data-testid="portal-file">
      <h2 ref={heading} tabIndex={-1}>
        {t("portal_file_heading")}
      </h2>
      <Quoted caption={t("portal_file_name")}>
        <p>
          <bdi>{fileName}</bdi> ({sizeText(size)})
        </p>
      </Quoted>
      <p>{t("portal_file_note")}</p>
      <p class="buttons">
        <button type="button" class="primary" data-testid="portal-file-save" onClick={save}>
          {t("portal_file_save")}
        </button>
        {mayGoBack && (
          <button type="button" onClick={() => send({ type: "back" })}>
            {t("portal_file_back")}
          </button>
        )}
        <button type="button" onClick={() => send({ type: "cancel" })}>
          {t("close_button")}
        </button>
      </p>
      <p role="status">{saved && t("portal_file_saved")}</p>
    </section>
  );
}

const UNITS = ["byte", "kilobyte", "megabyte"] as const;

/** A size in words, from bytes. */
function sizeText(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const format = { style: "unit", unit: UNITS[step], maximumFractionDigits: step === 2 ? 1 : 0 } as const;
  return new Intl.NumberFormat(language(), format).format(bytes / 1000 ** step);
}
