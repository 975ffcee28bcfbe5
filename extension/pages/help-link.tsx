import { useContext } from "preact/hooks";
import type { ErrorCode } from "../../shared/errors";
import { entryFor } from "../help/entries";
import { helpAddress } from "./help/address";
import { t } from "./i18n";
import { KnownIssuer } from "./known-issuer";
import { NewTabHint } from "./new-tab-hint";

/** Links an error to the help entry that answers it. The entry opens in a new tab, so that this page loses nothing. */
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
