import { OutwardLink } from "../help/pieces";
import { t } from "../i18n";
import { organisation } from "./organisation";

/** How the organisation is reached that looks after the computer. Nothing where it has not said so. */
export function OrganisationHelpLine() {
  const { helpLine } = organisation();
  if (helpLine === null) return null;
  const { name, number, mail, address } = helpLine;
  return (
    <div data-testid="organisation-help">
      <p>{name === null ? t("organisation_help") : t("organisation_help_named", name)}</p>
      <ul>
        {number !== null && (
          <li>
            <OutwardLink link={{ text: number, href: `tel:${number.replace(/[^+0-9]/g, "")}` }} />
          </li>
        )}
        {mail !== null && (
          <li>
            <a href={`mailto:${mail}`}>{mail}</a>
          </li>
        )}
        {address !== null && (
          <li>
            <OutwardLink link={{ text: new URL(address).hostname, href: address }} />
          </li>
        )}
      </ul>
    </div>
  );
}
