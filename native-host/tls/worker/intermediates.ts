import { X509Certificate } from "node:crypto";
import { LIMITS } from "../../../shared/limits";

/** Intermediate certificates that servers left out, by the address from which they were fetched. */
export class IntermediateCache {
  readonly #known: Map<string, X509Certificate>;
  readonly #found: (address: string, der: Uint8Array) => void;
  #left: number = LIMITS.intermediates;
  readonly #over = new AbortController();

  /** `known`: those of earlier logins (DER). `found` is called with each new one. */
  constructor(known: ReadonlyMap<string, Uint8Array>, found: (address: string, der: Uint8Array) => void) {
    this.#known = new Map([...known].map(([address, der]) => [address, new X509Certificate(der)]));
    this.#found = found;
  }

  /** The certificate at this address; null if it cannot be had or is none to link with. Never rejects. */
  async get(address: string): Promise<X509Certificate | null> {
    const known = this.#known.get(address);
    if (known !== undefined) return known;
    if (this.#left === 0) return null;
    this.#left -= 1;
    const certificate = await fetchCertificate(address, this.#over.signal).catch(() => null);
    if (certificate === null || !isIntermediate(certificate)) return null;
    this.#known.set(address, certificate);
    this.#found(address, certificate.raw);
    return certificate;
  }

  /** Ends what is being fetched. */
  close(): void {
    this.#over.abort();
  }
}

/** The http addresses of the issuer's certificate, as a certificate names them (RFC 5280 §4.2.2.1). */
export function issuersAddresses({ infoAccess }: Pick<X509Certificate, "infoAccess">): readonly string[] {
  const addresses = (infoAccess ?? "")
    .split("\n")
    .map((line) => /^CA Issuers - URI:(http:\/\/.+)$/.exec(line)?.[1] ?? "");
  return addresses.filter((address) => address !== "" && address.length <= LIMITS.url);
}

/** A root must not come in this way, not even as one that nobody asks about: it would be trusted. */
function isIntermediate(certificate: X509Certificate): boolean {
  return certificate.ca && certificate.issuer !== certificate.subject;
}

/** Browsers fetch these over plain http as well: the certificate is verified, not the way to it. */
async function fetchCertificate(address: string, over: AbortSignal): Promise<X509Certificate> {
  // A redirect to anything but http and https is a failure of fetch itself (Fetch standard, HTTP-redirect fetch).
  const signal = AbortSignal.any([over, AbortSignal.timeout(LIMITS.intermediateFetch)]);
  const answer = await fetch(address, { signal, credentials: "omit" });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.ok ? (answer.body ?? []) : []) {
    length += chunk.length;
    if (length > LIMITS.intermediateBytes) throw new Error("too long for a certificate");
    chunks.push(chunk);
  }
  return new X509Certificate(Buffer.concat(chunks));
}
