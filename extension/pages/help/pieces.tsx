import { Fragment } from "preact";
import type { Piece } from "../../help/fill";
import type { Link } from "../../issuers/issuer";
import { NewTabHint } from "../new-tab-hint";

/** Words with their links: telephone numbers, and pages that open in a new tab. */
export function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map((piece, index) => (
        <Fragment key={index}>{typeof piece === "string" ? piece : <OutwardLink link={piece} />}</Fragment>
      ))}
    </>
  );
}

export function OutwardLink({ link: { text, href } }: { readonly link: Link }) {
  if (href.startsWith("tel:"))
    return (
      <a class="phone" href={href}>
        {text}
      </a>
    );
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {text}
      <NewTabHint />
    </a>
  );
}
