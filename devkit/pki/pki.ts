import "reflect-metadata";
import { AuthorityInfoAccessExtension, X509CertificateGenerator } from "@peculiar/x509";
import { Authority, days, issued, organisation, randomSerial, type Issued, type Validity } from "./authority";
import { issueCardCertificate, type CertificateUse } from "./card-certificate";
import { publicKey, rsaKey, signingKey, type Digest } from "./keys";
import { ADA, type InventedPerson } from "./people";
import { serverExtensions, serverSubject } from "./server-certificate";

const VALIDITY = {
  valid: () => days(-10, 365),
  ending: () => days(-300, 30),
  expired: () => days(-400, -10),
  "not-yet-valid": () => days(10, 400),
} as const satisfies Record<string, () => Validity>;

export interface CardCertificateOptions {
  readonly person?: InventedPerson;
  readonly validity?: keyof typeof VALIDITY;
  /** Issued by an authority that the test portals do not accept. */
  readonly foreign?: boolean;
  readonly bits?: 1024 | 2048;
  /** Of the authority's signature. */
  readonly hash?: Digest;
  readonly use?: CertificateUse;
}

export interface ServerCertificateOptions {
  readonly validity?: keyof typeof VALIDITY;
  /** `foreign`: by an authority that nobody was told to trust; `self`: by its own key. */
  readonly issuer?: "trusted" | "foreign" | "self" | "intermediate";
  /** Where the certificate says that its issuer's one is (caIssuers). */
  readonly issuerAddress?: string;
  readonly bits?: 1024 | 2048;
  readonly hash?: Digest;
  /** In the common name alone, as certificates had them before 2017. */
  readonly withoutAlternativeNames?: boolean;
}

/** A small public-key infrastructure for tests and demos. Everything in it is invented. */
export interface TestPki {
  /** Root that issues the server certificates. `--ca` and the browsers trust it. */
  readonly serverAuthority: Issued;
  /** Authority below that root, for servers whose `issuer` is `intermediate`. */
  intermediate(): Promise<Issued>;
  /** The trusted root, certified by the one that nobody trusts. */
  crossCertificate(): Promise<Issued>;
  /** Root that issues the card certificates. Portals accept it. */
  readonly cardAuthority: Issued;
  /** Root that nobody trusts and no portal accepts. */
  readonly foreignAuthority: Issued;
  /** An authentication certificate as a CNS holds it, some 950 bytes with 2048 bits. */
  card(options?: CardCertificateOptions): Promise<Issued>;
  /**
   * A certificate for a server of these DNS names and IP addresses (`*.localhost` is a wildcard too short for OpenSSL:
   * list names).
   */
  server(names: readonly [string, ...string[]], options?: ServerCertificateOptions): Promise<Issued>;
}

/**
 * Makes the authorities. With `cacheFolder` the keys (not the certificates) are kept there and found again: quick after
 * the first time.
 */
export async function createTestPki({ cacheFolder }: { cacheFolder?: string } = {}): Promise<TestPki> {
  const key = (role: string, bits = 2048) => rsaKey(role, bits, cacheFolder);
  const authority = async (role: string, commonName: string) =>
    Authority.create(organisation(commonName), await key(role));
  const [servers, cards, foreign] = await Promise.all([
    authority("server-authority", "Prova CA Server"),
    authority("card-authority", "Prova CA Cittadini"),
    authority("foreign-authority", "Prova CA Estranea"),
  ]);
  let below: Promise<Authority> | null = null;
  const intermediate = () =>
    (below ??= key("intermediate").then((pair) => servers.subordinate(organisation("Prova CA Server 2"), pair)));
  const issuerOf = async (issuer: "trusted" | "foreign" | "intermediate") =>
    issuer === "intermediate" ? intermediate() : issuer === "foreign" ? foreign : servers;
  return {
    serverAuthority: servers.issued,
    intermediate: async () => (await intermediate()).issued,
    crossCertificate: async () =>
      (await foreign.subordinate(organisation("Prova CA Server"), await key("server-authority"))).issued,
    cardAuthority: cards.issued,
    foreignAuthority: foreign.issued,
    async card({
      person = ADA,
      validity = "valid",
      foreign: isForeign = false,
      bits = 2048,
      hash = "SHA-256",
      use,
    } = {}) {
      const pair = await key(`card-${person.cardNumber}`, bits);
      const authority = isForeign ? foreign : cards;
      return issueCardCertificate(authority, {
        person,
        pair,
        validity: VALIDITY[validity](),
        hash,
        ...(use && { use }),
      });
    },
    async server(names, options = {}) {
      const { validity = "valid", issuer = "trusted", issuerAddress, withoutAlternativeNames = false } = options;
      const pair = await key("server", options.bits);
      const subject = serverSubject(names);
      const extensions = serverExtensions(withoutAlternativeNames ? [] : names);
      if (issuerAddress !== undefined)
        extensions.push(new AuthorityInfoAccessExtension({ caIssuers: [issuerAddress] }));
      if (issuer !== "self")
        return (await issuerOf(issuer)).issue(subject, pair, VALIDITY[validity](), extensions, options.hash);
      const certificate = await X509CertificateGenerator.createSelfSigned({
        name: subject,
        serialNumber: randomSerial(),
        ...VALIDITY[validity](),
        extensions,
        keys: { privateKey: await signingKey(pair), publicKey: await publicKey(pair) },
      });
      return issued(certificate.rawData, pair);
    },
  };
}
