import { useContext } from "preact/hooks";
import type { ErrorCode } from "../../shared/errors";
import { entryFor } from "../help/entries";
import { helpAddress } from "./help/address";
import { t } from "./i18n";
import { KnownIssuer } from "./known-issuer";
import { NewTabHint } from "./new-tab-hint";

/** From an error to the entry of the help that answers it, in a tab of its own: nothing that is under way here is lost. */
export function HelpLink({ code }: { readonly code: ErrorCode }) {
  const issuer = useContext(KnownIssuer);
  const entry = entryFor(code);
  if (entry === null) return null;
  return (
    <a class="help-link" href={helpAddress(entry, issuer)} target="_blank" rel="noreferrer">
      {t("nav_what_to_do")}
      <NewTabHint />
    </a>
  );
}
