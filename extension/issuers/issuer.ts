import type { Translated } from "./language";

/**
 * The data in which issuers of cards differ. null: the issuer has no such thing, or nobody knows. Texts that the help
 * puts into sentences have one grammatical form: docs/adding-an-issuer.md lists them.
 */
export interface Issuer {
  readonly id: string;
  /** For a list of choices. */
  readonly name: Translated;
  /** This is the issuer if one of these patterns fits the common name (CN) of the certificate's issuer. */
  readonly recognisedBy: readonly RegExp[];
  /** For sentences, with article. */
  readonly body: Translated;
  /** The card, without article. */
  readonly card: Translated;
  /** Name of the card reader that the issuer gives to people. */
  readonly reader: string | null;
  readonly helpLine: HelpLine | null;
  readonly places: {
    readonly activation: Translated;
    readonly newCodes: Translated;
    readonly duplicate: Translated;
  };
  readonly codes: CodeRules;
  /** What the issuer is known to do as the help describes it. For anything else the help tells people to ask. */
  readonly practices: readonly Practice[];
  /** Name of its card with one-time codes for people on the move. */
  readonly codeCard: string | null;
  /** Name of its older card, which lists on the back what the holder does not pay for. */
  readonly exemptionCard: string | null;
  /** The online health record, and the page that tells parents how to see their child's. */
  readonly healthRecord: { readonly name: string; readonly forParents: Link } | null;
  /** The site of SPID. */
  readonly spid: Link;
}

export type Practice =
  /** People make an appointment to activate a card. */
  | "appointment"
  | "free-activation"
  /** Nobody can activate the card of a minor. */
  | "adults-only"
  /** Emancipated minors can, with a declaration that they fill in at the counter. */
  | "emancipated-minors"
  /** Guardians and curators can activate the person's card, with a declaration that they fill in at the counter. */
  | "guardians"
  /** People who cannot come, and people in homes, hospitals and prisons, can send somebody with signed forms. */
  | "delegation"
  /** With signed forms, somebody else can have the card suspended, revoked or reactivated. */
  | "revocation-by-proxy";

export interface HelpLine {
  /** The number as people read it. */
  readonly number: string;
  /** `tel:` address. */
  readonly tel: string;
  /** What the help line asks every caller for. */
  readonly asks: Translated;
  /** What the help line also asks for when card or program do not work. */
  readonly asksForTrouble: Translated;
}

/** Lengths in digits, and how many wrong codes in a row block the code. */
export interface CodeRules {
  readonly pin: { readonly min: number; readonly max: number; readonly tries: number };
  readonly puk: { readonly digits: number; readonly tries: number };
  /** Name of the code by which the help line knows the card. */
  readonly identification: string | null;
  /** How people get the second half of their codes. null: the codes come in one piece. */
  readonly secondHalf: Translated | null;
}

/** A web address and the text of the link. */
export interface Link {
  readonly text: string;
  readonly href: string;
}
