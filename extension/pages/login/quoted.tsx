import type { ComponentChildren } from "preact";
import { t } from "../i18n";

/**
 * Words of the portal, set apart from Varco's own. `text` is shown as text, whatever stands in it. `caption` says whose
 * words these are.
 */
export function Quoted({
  caption = t("portal_writes"),
  text = "",
  children,
}: {
  readonly caption?: string;
  readonly text?: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <figure class="quoted">
      <figcaption>{caption}</figcaption>
      {text !== "" && <blockquote dir="auto">{text}</blockquote>}
      {children}
    </figure>
  );
}
