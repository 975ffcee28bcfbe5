import { VarcoError } from "../../shared/errors";
import type { ProxySettings } from "../../shared/messages";
import type { PersonWithPin } from "../cards/person";
import { HttpClient, type HttpAnswer, type HttpRequest } from "../http/client";
import { addressOf, parseHttpsUrl } from "../address";
import { TlsOrigin } from "../tls/origin";
import type { Trust } from "../tls/trust";
import { hasLostPin, LoginSignatures, type SigningCard } from "./login-signatures";
import type { VerifiedCard } from "./verified-card";

export interface RelaySessionOptions extends SigningCard {
  /** The one origin that the person consented to: `https://host[:port]`. */
  readonly origin: string;
  /** Whether the person types the PIN on the reader. The host then asks for none. */
  readonly keypad?: boolean;
  /** Whether the server was verified just now, and asked for a certificate. */
  readonly probed?: boolean;
  /** Whether the first PIN is typed already: the server is called while it comes. */
  readonly pinTyped?: boolean;
  readonly trust: Trust;
  /** The browser's own proxy settings. */
  readonly proxy?: ProxySettings | undefined;
}

/**
 * The relay of one login: one origin, one card, one connection; as a rule one PIN and one signature. The person gives
 * the PIN before the connection that needs it: servers wait for a handshake between 5 and 60 seconds.
 */
export class RelaySession {
  readonly #options: RelaySessionOptions;
  readonly #tls: TlsOrigin;
  readonly #client: HttpClient;
  readonly #signatures: LoginSignatures;
  #pin: Promise<Buffer> | null = null;
  #verified: VerifiedCard | null = null;
  #person: PersonWithPin | null = null;
  /** Whether the person has been asked for the work that is under way. */
  #hasAsked = false;
  /** Whether that work failed because the person has to be asked first. */
  #mustAsk = false;

  constructor(options: RelaySessionOptions) {
    this.#options = options;
    this.#signatures = new LoginSignatures(options);
    const { der, key } = options.card;
    this.#tls = new TlsOrigin({
      address: addressOf(parseHttpsUrl(options.origin)),
      trust: options.trust,
      proxy: options.proxy,
      clientCertificate: { der, key, sign: (block) => this.#sign(block) },
    });
    this.#client = new HttpClient(this.#tls);
  }

  /**
   * Asks for the PIN and connects; the card signs. A server that nobody has verified yet is greeted first: a keypad
   * asks for no PIN for a server that cannot be trusted. Throws the errors of the TLS client (`server.…`), of the card
   * and of the PIN. A refused PIN ends the attempt: the session never tries it again by itself.
   */
  async open(person: PersonWithPin): Promise<void> {
    const { keypad = false, probed = false, pinTyped = false } = this.#options;
    await this.#with(person, async () => {
      if (!keypad || probed) {
        const asked = this.#ask(person);
        // Where nothing waits for the PIN here, the signature does.
        asked.catch(() => undefined);
        if (!pinTyped || keypad) await asked;
      }
      person.progress("connect");
      // A server counts its time from the TCP connection, and the person at the keypad has used much of it.
      await this.#asking(person, () => this.#client.connect({ signal: person.signal, fresh: keypad }));
    });
  }

  /** Sends one request to the session's origin. Throws `relay.other-origin`, and the errors of the HTTP client. */
  async request(request: HttpRequest, person: PersonWithPin): Promise<HttpAnswer> {
    const { origin } = request.url;
    if (origin !== this.#options.origin)
      throw new VarcoError("relay.other-origin", { origin: this.#options.origin, other: origin });
    return this.#with(person, async () => {
      person.progress("answer");
      const answer = await this.#asking(person, () => this.#client.request(request, { signal: person.signal }));
      this.#letGo();
      return answer;
    });
  }

  /** Ends the connection and forgets the PIN. */
  async close(): Promise<void> {
    this.#forgetPin();
    this.#client.close();
    await this.#tls.close();
  }

  async #with<T>(person: PersonWithPin, work: () => Promise<T>): Promise<T> {
    this.#person = person;
    this.#hasAsked = false;
    this.#mustAsk = false;
    try {
      return await work();
    } catch (thrown) {
      this.#forgetPin();
      throw thrown;
    }
  }

  /**
   * Connects, or sends a request. A server may end the TLS session and want another signature: then the person gives
   * the PIN first, and the work begins anew. The server has done nothing with a request without the certificate that it
   * wanted.
   */
  async #asking<T>(person: PersonWithPin, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (thrown) {
      if (!this.#mustAsk) throw thrown;
    }
    await this.#ask(person);
    person.progress("connect");
    return work();
  }

  /** Asks for the PIN for one signature. A refusal of the person is thrown here or where the card would sign. */
  async #ask(person: PersonWithPin): Promise<void> {
    this.#hasAsked = true;
    if (this.#options.keypad) {
      this.#verified = await this.#signatures.verifyFirst(person);
      return;
    }
    this.#pin = this.#askPin(person);
    await this.#pin;
  }

  async #sign(block: Uint8Array): Promise<Uint8Array> {
    const { keypad, origin } = this.#options;
    const person = this.#person;
    if (!person) throw new VarcoError("relay.no-login");
    const verified = this.#verified?.isReady ? this.#verified : null;
    const given = this.#pin;
    this.#verified = this.#pin = null;
    if (verified) {
      person.progress("sign");
      const signature = await verified.sign(block).catch(unlessLost);
      if (signature) return signature;
    } else if (!given && !this.#hasAsked) {
      this.#mustAsk = true;
      throw new VarcoError("server.signature-again", { host: new URL(origin).host });
    }
    // One PIN was not enough, or the card cannot wait: the server has to.
    return this.#signatures.sign(block, keypad ? null : await (given ?? this.#askPin(person)), person);
  }

  #askPin(person: PersonWithPin): Promise<Buffer> {
    const { origin, reader, card } = this.#options;
    return person.askPin({ origin, reader, triesLeft: card.pin.triesLeft });
  }

  #forgetPin(): void {
    void this.#pin?.then(
      (pin) => pin.fill(0),
      () => undefined,
    );
    this.#pin = null;
    this.#letGo();
  }

  #letGo(): void {
    this.#verified?.letGo();
    this.#verified = null;
  }
}

/** Null for a card that was reset meanwhile: it wants the PIN again. */
function unlessLost(thrown: unknown): null {
  if (hasLostPin(thrown)) return null;
  throw thrown;
}
