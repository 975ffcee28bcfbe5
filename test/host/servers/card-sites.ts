import type { ErrorCode } from "../../../shared/errors";
import type { ServerName } from "../../../devkit/servers/servers";

/** A site of a server that asks for the card. */
export interface CardSite {
  readonly server: ServerName;
  readonly site: string;
  /** Where the card is asked for. */
  readonly path: string;
  /** The site at which a login goes on without the card, if it is another one. */
  readonly goesOnAt?: string;
  /**
   * What the relay gets, a status or an error: without a card, with one of a foreign authority, with an expired one.
   */
  readonly without: number | ErrorCode;
  readonly foreign: number | ErrorCode;
  readonly expired: number | ErrorCode;
}

const REFUSED = "server.certificate-refused";

export const CARD_SITES: readonly CardSite[] = [
  {
    server: "apache",
    site: "whole-host",
    path: "/accesso",
    goesOnAt: "path",
    without: REFUSED,
    foreign: REFUSED,
    expired: REFUSED,
  },
  { server: "apache", site: "path", path: "/accesso", without: REFUSED, foreign: REFUSED, expired: REFUSED },
  { server: "apache", site: "path-tls13", path: "/accesso", without: REFUSED, foreign: REFUSED, expired: REFUSED },
  { server: "apache", site: "optional-no-ca", path: "/accesso", without: 403, foreign: 400, expired: REFUSED },
  { server: "haproxy", site: "optional", path: "/accesso", without: 403, foreign: REFUSED, expired: REFUSED },
  { server: "tomcat", site: "required", path: "/accesso.jsp", without: REFUSED, foreign: REFUSED, expired: REFUSED },
  { server: "tomcat", site: "optional", path: "/accesso.jsp", without: 403, foreign: REFUSED, expired: REFUSED },
];

/** The identity providers of SimpleSAMLphp, and what the relay gets there without a card. */
export const SAML_SITES: readonly (readonly [site: string, without: number | ErrorCode])[] = [
  ["idp-path", REFUSED],
  ["idp-optional", 200],
];
