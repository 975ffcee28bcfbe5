import type { ComponentChildren } from "preact";
import { t } from "../i18n";

/** Words of the portal, set apart from Varco's own. `text` is shown as text, whatever stands in it. */
export function Quoted({ text, children }: { readonly text: string; readonly children?: ComponentChildren }) {
  return (
    <figure class="quoted">
      <figcaption>{t("portal_writes")}</figcaption>
      {text !== "" && <blockquote dir="auto">{text}</blockquote>}
      {children}
    </figure>
  );
}
