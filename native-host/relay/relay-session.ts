import { VarcoError, toVarcoError } from "../../shared/errors";
import type { ProxySettings } from "../../shared/messages";
import { toldPinTries } from "../../shared/told-tries";
import type { CardDesk } from "../cards/desk";
import type { KnownCard } from "../cards/monitor";
import type { Person, PersonWithPin } from "../cards/person";
import type { LoginCard } from "../card/login-card";
import type { PinState } from "../card/pin";
import { HttpClient, type HttpAnswer, type HttpRequest } from "../http/client";
import { addressOf, parseHttpsUrl } from "../address";
import { TlsOrigin } from "../tls/origin";
import type { Trust } from "../tls/trust";

export interface RelaySessionOptions {
  /** The one origin that the person consented to: `https://host[:port]`. */
  readonly origin: string;
  readonly reader: string;
  readonly card: KnownCard;
  /** Whether the person types the PIN on the reader, when the card is to sign. The host then asks for none. */
  readonly keypad?: boolean;
  readonly desk: CardDesk;
  readonly trust: Trust;
  /** The browser's own proxy settings. */
  readonly proxy?: ProxySettings | undefined;
  /** Receives what the card tells about its PIN, each time that it tells something. */
  readonly pinLearnt?: (pin: PinState) => void;
}

/** The relay of one login: one origin, one card, one connection; as a rule one PIN and one signature. */
export class RelaySession {
  readonly #options: RelaySessionOptions;
  readonly #tls: TlsOrigin;
  readonly #client: HttpClient;
  #pin: Buffer | null = null;
  #person: PersonWithPin | null = null;

  constructor(options: RelaySessionOptions) {
    this.#options = options;
    this.#tls = new TlsOrigin({
      address: addressOf(parseHttpsUrl(options.origin)),
      trust: options.trust,
      proxy: options.proxy,
      clientCertificate: { der: options.card.der, sign: (block) => this.#sign(block) },
    });
    this.#client = new HttpClient(this.#tls);
  }

  /**
   * Asks for the PIN and connects; the card signs. Throws the errors of the TLS client (`server.…`), of the card and of
   * the PIN. A refused PIN ends the attempt: the session never tries it again by itself.
   */
  async open(person: PersonWithPin): Promise<void> {
    await this.#with(person, async () => {
      if (!this.#options.keypad) this.#pin = await this.#askPin(person);
      person.progress("connect");
      await this.#client.connect({ signal: person.signal });
    });
  }

  /** Sends one request to the session's origin. Throws `relay.other-origin`, and the errors of the HTTP client. */
  async request(request: HttpRequest, person: PersonWithPin): Promise<HttpAnswer> {
    const { origin } = request.url;
    if (origin !== this.#options.origin)
      throw new VarcoError("relay.other-origin", { origin: this.#options.origin, other: origin });
    return this.#with(person, async () => {
      person.progress("answer");
      return this.#client.request(request, { signal: person.signal });
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
    try {
      return await work();
    } catch (thrown) {
      this.#forgetPin();
      throw thrown;
    }
  }

  async #sign(block: Uint8Array): Promise<Uint8Array> {
    const { desk, reader, card, keypad } = this.#options;
    const person = this.#person;
    if (!person) throw new VarcoError("relay.no-login");
    // A server may end the TLS session and want another signature. The person then gives the PIN again.
    const pin = keypad ? null : (this.#pin ?? (await this.#askPin(person)));
    this.#pin = null;
    try {
      return await desk.operate(
        reader,
        async (cns) => {
          if (pin) await verify(cns, pin, person);
          else await verifyByKeypad(cns, person);
          // All tries are left again. The card tells their number only after a reset.
          this.#options.pinLearnt?.({ triesLeft: null, blocked: false });
          // A reader that waits for a code cannot be stopped, so the person may have given up before typing it.
          if (person.signal.aborted) throw new VarcoError("operation.cancelled");
          return cns.rawRsa(block);
        },
        {
          signal: person.signal,
          insertion: card.insertion,
          knownFamily: card.family.id,
          queued: () => person.progress("queue"),
        },
      );
    } catch (thrown) {
      const told = toldPinTries(toVarcoError(thrown));
      if (told) this.#options.pinLearnt?.(told);
      throw thrown;
    } finally {
      pin?.fill(0);
    }
  }

  #askPin(person: PersonWithPin): Promise<Buffer> {
    const { origin, reader, card } = this.#options;
    return person.askPin({ origin, reader, triesLeft: card.pin.triesLeft });
  }

  #forgetPin(): void {
    this.#pin?.fill(0);
    this.#pin = null;
  }
}

async function verify(cns: LoginCard, pin: Uint8Array, person: Person): Promise<void> {
  person.progress("sign");
  await cns.verifyPin(pin);
}

async function verifyByKeypad(cns: LoginCard, person: Person): Promise<void> {
  person.progress("keypad");
  await cns.verifyPinByKeypad();
  person.progress("sign");
}
