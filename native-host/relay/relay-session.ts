import { VarcoError, toVarcoError } from "../../shared/errors";
import type { LoginStep } from "../../shared/messages";
import { toldPinTries } from "../../shared/told-tries";
import type { CardDesk } from "../cards/desk";
import type { KnownCard } from "../cards/monitor";
import type { CnsCard } from "../card/cns-card";
import type { PinState } from "../card/pin";
import { HttpClient, type HttpAnswer, type HttpRequest } from "../http/client";
import { addressOf, parseHttpsUrl } from "../tls/address";
import { TlsOrigin } from "../tls/origin";
import type { Trust } from "../tls/trust";

/** The person behind a login: the extension's page, or the command line. */
export interface Person {
  /** Fires when the person gives up or the extension goes away. */
  readonly signal: AbortSignal;
  progress(step: LoginStep): void;
  /** Asks for the PIN; whoever asked wipes the buffer. Throws `pin.cancelled`, `pin.timeout`, `operation.cancelled`. */
  askPin(question: { origin: string; reader: string; triesLeft: number | null }): Promise<Buffer>;
}

export interface RelaySessionOptions {
  /** The one origin that the person consented to: `https://host[:port]`. */
  readonly origin: string;
  readonly reader: string;
  readonly card: KnownCard;
  /** Whether the PIN is typed on the reader, when the card is to sign, and nobody is asked for it. */
  readonly keypad?: boolean;
  readonly desk: CardDesk;
  readonly trust: Trust;
  /** Told what the card said of the PIN, when it said something. */
  readonly pinLearnt?: (pin: PinState) => void;
}

/** One login: one origin, one card, one connection, as a rule one PIN and one signature. */
export class RelaySession {
  readonly #options: RelaySessionOptions;
  readonly #tls: TlsOrigin;
  readonly #client: HttpClient;
  #pin: Buffer | null = null;
  #person: Person | null = null;

  constructor(options: RelaySessionOptions) {
    this.#options = options;
    this.#tls = new TlsOrigin({
      address: addressOf(parseHttpsUrl(options.origin)),
      trust: options.trust,
      clientCertificate: { der: options.card.der, sign: (block) => this.#sign(block) },
    });
    this.#client = new HttpClient(this.#tls);
  }

  /**
   * Asks for the PIN, connects, has the card sign. Throws the errors of the TLS client (`server.…`), of the card and of the PIN;
   * a refused PIN ends the attempt: it is never tried again by itself.
   */
  async open(person: Person): Promise<void> {
    await this.#with(person, async () => {
      if (!this.#options.keypad) this.#pin = await this.#askPin(person);
      person.progress("connect");
      await this.#client.connect({ signal: person.signal });
    });
  }

  /** One request to the login's origin. Throws `relay.other-origin`, and the errors of the HTTP client. */
  async request(request: HttpRequest, person: Person): Promise<HttpAnswer> {
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

  async #with<T>(person: Person, work: () => Promise<T>): Promise<T> {
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
    // A server that ends the session and wants another signature: the person is asked again.
    const pin = keypad ? null : (this.#pin ?? (await this.#askPin(person)));
    this.#pin = null;
    try {
      if (pin) person.progress("sign");
      const queued = () => person.progress("queue");
      return await desk.operate(
        reader,
        async (cns) => {
          await (pin ? cns.verifyPin(pin) : this.#typed(cns, person));
          // The counter is full again; how full, the card would tell only after a reset.
          this.#options.pinLearnt?.({ triesLeft: null, blocked: false });
          return cns.rawRsa(block);
        },
        { signal: person.signal, insertion: card.insertion, knownFamily: card.family.id, queued },
      );
    } catch (thrown) {
      this.#learn(toVarcoError(thrown));
      throw thrown;
    } finally {
      pin?.fill(0);
    }
  }

  async #typed(cns: CnsCard, person: Person): Promise<void> {
    person.progress("keypad");
    await cns.verifyPinByKeypad();
    person.progress("sign");
  }

  #learn(error: VarcoError): void {
    const told = toldPinTries(error);
    if (told) this.#options.pinLearnt?.(told);
  }

  #askPin(person: Person): Promise<Buffer> {
    const { origin, reader, card } = this.#options;
    return person.askPin({ origin, reader, triesLeft: card.pin.triesLeft });
  }

  #forgetPin(): void {
    this.#pin?.fill(0);
    this.#pin = null;
  }
}
