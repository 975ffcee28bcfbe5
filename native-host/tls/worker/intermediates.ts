import { X509Certificate } from "node:crypto";
import { LIMITS } from "../../../shared/limits";
import type { ProxySettings } from "../../../shared/messages";
import { fetchByRoute } from "../../proxy/fetch";
import { findRoute } from "../../proxy/routes";
import type { OriginSetup } from "../messages";
import { authorityTexts, type Trust } from "../trust";

/** A certificate that was looked for, or why there is none. */
type Found = { readonly certificate: X509Certificate } | { readonly problem: string };

/** Intermediate certificates that servers left out, by the address from which they are fetched. */
export class IntermediateCache {
  readonly #trust: Trust;
  #earlier: ReadonlyMap<string, Uint8Array> = new Map();
  #proxy: ProxySettings | undefined;
  readonly #found: (address: string, der: Uint8Array) => void;
  readonly #looked = new Map<string, Promise<Found>>();
  readonly #over = new AbortController();

  /** `found` is called with each new one. */
  constructor(trust: Trust, found: (address: string, der: Uint8Array) => void) {
    this.#trust = trust;
    this.#found = found;
  }

  /** Begins with the next origin: takes those that earlier logins fetched, and the way to others. */
  prepare({ intermediates, proxy }: Pick<OriginSetup, "intermediates" | "proxy">): void {
    this.#looked.clear();
    this.#earlier = intermediates;
    this.#proxy = proxy;
  }

  /** The certificate at this address, fetched once. Never rejects. */
  get(address: string): Promise<Found> {
    const looked = this.#looked.get(address) ?? this.#look(address);
    this.#looked.set(address, looked);
    return looked;
  }

  async #look(address: string): Promise<Found> {
    const known = this.#earlier.get(address);
    if (known !== undefined) return { certificate: new X509Certificate(known) };
    if (this.#looked.size >= LIMITS.intermediates) return { problem: "too many certificates are missing" };
    try {
      const certificate = await this.#fetch(address);
      if (!isIntermediate(certificate)) return { problem: `no intermediate certificate at ${address}` };
      this.#found(address, certificate.raw);
      return { certificate };
    } catch (error) {
      return { problem: `${address}: ${reasonOf(error)}` };
    }
  }

  /** Browsers fetch these over plain http as well: the certificate is verified, not the way to it. */
  async #fetch(address: string): Promise<X509Certificate> {
    const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(LIMITS.intermediateFetch)]);
    const route = await findRoute(new URL(address), this.#proxy);
    const body = await fetchByRoute(address, route, signal, () => authorityTexts(this.#trust));
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      if (length > LIMITS.intermediateBytes) throw new Error("too long for a certificate");
      chunks.push(chunk);
    }
    return new X509Certificate(Buffer.concat(chunks));
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

/** `fetch` says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  const told = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return told instanceof Error ? told.message : String(told);
}
