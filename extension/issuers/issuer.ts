import type { Translated } from "./language";

/**
 * What differs from one issuer of cards to the next. null means: it has none, or none that is known. Texts that stand in the middle of
 * sentences have one grammatical form, which docs/adding-an-issuer.md lists.
 */
export interface Issuer {
  readonly id: string;
  /** As a choice in a list. */
  readonly name: Translated;
  /** The issuer of the certificate is this one if one of these fits its common name (CN). */
  readonly recognisedBy: readonly RegExp[];
  /** In sentences, with article. */
  readonly body: Translated;
  /** The card, without article. */
  readonly card: Translated;
  /** Name of the card reader that it hands out. */
  readonly reader: string | null;
  readonly helpLine: HelpLine | null;
  readonly places: {
    readonly activation: Translated;
    readonly newCodes: Translated;
    readonly duplicate: Translated;
  };
  readonly codes: CodeRules;
  /** What it is known to do in the way that the help texts describe; where nothing is known they say to ask. */
  readonly practices: readonly Practice[];
  /** Name of its card of one-time codes for people on the move. */
  readonly codeCard: string | null;
  /** Name of its older card that says on the back what the holder need not pay for. */
  readonly exemptionCard: string | null;
  /** The health record on line, and the page that tells parents how to see their child's. */
  readonly healthRecord: { readonly name: string; readonly forParents: Link } | null;
  /** The site of SPID. */
  readonly spid: Link;
}

export type Practice =
  /** To activate a card one makes an appointment. */
  | "appointment"
  | "free-activation"
  /** The card of a minor cannot be activated, by nobody. */
  | "adults-only"
  /** … but by an emancipated minor, with a declaration that can be made at the counter. */
  | "emancipated-minors"
  /** Guardians and curators activate the card of the person, with a declaration that can be made at the counter. */
  | "guardians"
  /** Whoever cannot come sends somebody, with signed forms; so do people in homes, hospitals and prisons. */
  | "delegation"
  /** Somebody else may have the card suspended, revoked or reactivated, with signed forms. */
  | "revocation-by-proxy";

export interface HelpLine {
  /** As people read it. */
  readonly number: string;
  /** `tel:` address. */
  readonly tel: string;
  /** What it asks every caller for. */
  readonly asks: Translated;
  /** What it asks for besides when card or program do not work. */
  readonly asksForTrouble: Translated;
}

/** Lengths in digits; tries in a row before the code is blocked. */
export interface CodeRules {
  readonly pin: { readonly min: number; readonly max: number; readonly tries: number };
  readonly puk: { readonly digits: number; readonly tries: number };
  /** Name of the code by which the help line knows the card. */
  readonly identification: string | null;
  /** How the second half of the codes comes, where they are given in two halves. */
  readonly secondHalf: Translated | null;
}

/** An address on the web and how it is shown. */
export interface Link {
  readonly text: string;
  readonly href: string;
}
