import { hostOf } from "../../native-host/address";
import { probe } from "../../native-host/tls/probe";
import { ERRORS } from "../../shared/error-list";
import { fill, toVarcoError, type ErrorCode } from "../../shared/errors";

/** What a developer does about a server that cannot be used. The remedies of `ERRORS` are for citizens. */
const REMEDIES: Readonly<Partial<Record<ErrorCode, (host: string, ca: string | null) => string>>> = {
  "server.unreachable": () => "Start your server, or correct --url.",
  "server.timeout": () => "Look at your server: it took the connection, and says nothing.",
  "server.untrusted": (host, ca) =>
    ca === null
      ? "Without --ca, the system's authorities count. Name your server's: --ca FILE. " +
        `With mkcert that is "$(mkcert -CAROOT)/rootCA.pem". None yet? npm run -s devkit -- ca --server ${host}`
      : `${ca} does not hold the authority of this server's certificate, or the server leaves out an intermediate one.`,
  "server.name": (host) => `Its certificate must name ${host}: npm run -s devkit -- ca --server ${host}`,
  "server.expired": () => "Renew the server's certificate.",
};

/** Whether a login can begin at a server, and what to tell the developer. */
export interface ServerAnswer {
  readonly usable: boolean;
  readonly text: string;
}

export interface ServerQuestion {
  readonly url: URL;
  /** Authorities (PEM) that count beside the system's, and the file that they are from. */
  readonly authorities: readonly string[];
  readonly ca: string | null;
  /** The card's issuer, as Node's `X509Certificate` prints it. */
  readonly issuer: string;
  /** The issuer is one that no server should accept. */
  readonly foreign: boolean;
}

/** Asks the server, without the card, whether it is trusted and wants this card's certificate. */
export async function askServer({ url, authorities, ca, issuer, foreign }: ServerQuestion): Promise<ServerAnswer> {
  try {
    const trust = authorities.length === 0 ? {} : { extraCa: authorities.join("") };
    const { asks, issuers } = await probe(url.href, { trust });
    return { usable: true, text: asks ? wants(issuers, issuer, foreign) : DOES_NOT_ASK };
  } catch (thrown) {
    const { code, details } = toVarcoError(thrown);
    const host = hostOf(url);
    const remedy = REMEDIES[code]?.(host, ca) ?? fill(ERRORS[code].remedy, details);
    return { usable: false, text: `${code}: ${fill(ERRORS[code].cause, details)} ${remedy}` };
  }
}

const DOES_NOT_ASK = "the server does not ask for a certificate at this address; a page behind it may";

function wants(issuers: readonly string[], issuer: string, foreign: boolean): string {
  if (issuers.length === 0) return "the server asks for a certificate, of whatever issuer";
  if (issuers.includes(issuer)) return "the server asks for a certificate of this card's issuer";
  const remedy = foreign ? "The card is a foreign one." : "To add it: npm run -s devkit -- ca";
  return `the server asks for a certificate, but not of this card's issuer. ${remedy}`;
}
