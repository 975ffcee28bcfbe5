import * as v from "valibot";
import { isErrorCode, type ErrorCode } from "./errors";
import { LIMITS } from "./limits";

/**
 * The messages between extension and host: JSON objects with exact keys. The side that asks chooses the `id` of a
 * request. The other side answers it once, with `result` or `error`. See docs/protocol.md.
 */
const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const url = text(LIMITS.url);
const origin = v.pipe(text(300), v.regex(/^https:\/\/[^/?#@\s]+$/));
const base64 = (bytes: number) => v.pipe(text(Math.ceil(bytes / 3) * 4), v.regex(/^[A-Za-z0-9+/]*={0,2}$/));
const distinguishedName = text(LIMITS.distinguishedName);
const headers = v.pipe(
  v.array(v.tuple([text(LIMITS.headerName), text(LIMITS.headerBytes)])),
  v.maxLength(LIMITS.headerCount),
);

const errorValue = v.strictObject({
  code: v.custom<ErrorCode>((code) => typeof code === "string" && isErrorCode(code)),
  details: v.record(text(64), v.union([text(4096), v.number(), v.null()])),
});

const certificateView = v.strictObject({
  subject: distinguishedName,
  issuer: distinguishedName,
  notBefore: text(40),
  notAfter: text(40),
});
/** A language in which the host puts the findings of an examination into words. */
export const examinationLanguage = v.picklist(["it", "de", "en"]);
/** A code that a person types. */
const code = text(LIMITS.code);
const codeLength = v.pipe(count, v.minValue(1), v.maxValue(LIMITS.code));
const pinLength = v.pipe(
  v.strictObject({ min: codeLength, max: codeLength }),
  v.check(({ min, max }) => min <= max),
);
const pinState = v.strictObject({ triesLeft: v.nullable(count), blocked: v.boolean() });

/** A card as the pages show it. `issuer` has the same form as the issuers of a probe: they compare with `===`. */
const cardView = v.variant("status", [
  v.strictObject({ status: v.literal("reading") }),
  v.strictObject({
    status: v.literal("ready"),
    /** Names the card until it is pulled out. Never 0. */
    insertion: v.pipe(count, v.minValue(1)),
    family: text(64),
    holder: v.strictObject({ name: text(LIMITS.holderName), codiceFiscale: v.nullable(text(16)) }),
    certificate: certificateView,
    pin: pinState,
    /** Characters of its PIN, as its maker's program tells them; missing where Varco drives the card itself. */
    pinLength: v.exactOptional(pinLength),
    /**
     * `certificate.expired` or `certificate.not-yet-valid`. The page shows it before the PIN, and the person may go on.
     */
    warnings: v.array(errorValue),
  }),
  v.strictObject({ status: v.literal("unusable"), error: errorValue }),
]);

/**
 * All readers and their cards. `service` false: Varco cannot use the system's smart-card service; `problem` says why.
 */
const cardsState = v.strictObject({
  service: v.boolean(),
  problem: v.exactOptional(v.picklist(["reader.service", "reader.not-allowed"])),
  readers: v.array(
    v.strictObject({
      name: text(256),
      /** Whether people type codes on the reader itself. */
      keypad: v.boolean(),
      /** The program of the card's maker through which Varco uses the card; missing where it drives the card itself. */
      through: v.exactOptional(text(128)),
      card: v.nullable(cardView),
    }),
  ),
});

const probeResult = v.strictObject({
  asks: v.boolean(),
  /** Distinguished names of the accepted issuers. Most servers list them; an empty list means any. */
  issuers: v.array(distinguishedName),
  tls: v.picklist(["TLSv1.2", "TLSv1.3"]),
});

/**
 * The PKCS#11 module, as the browser that started the host can have it:
 * - `unavailable`: this system cannot have it (no p11-kit, not Linux).
 * - `possible`: it can be registered.
 * - `late`: it is registered, but the browser loaded its modules before that.
 * - `registered`: the browser finds it. The extension still has to make Firefox load it.
 */
const moduleState = v.strictObject({ state: v.picklist(["unavailable", "possible", "late", "unseen", "registered"]) });

/** What one check of the doctor found, in words (docs/doctor.md). */
const finding = v.strictObject({
  id: text(64),
  state: v.picklist(["ok", "warning", "fault", "unknown", "skipped"]),
  /** In which of its ways the check ended. */
  outcome: text(64),
  title: text(200),
  /** The state as a word. */
  word: text(64),
  cause: text(2000),
  remedy: v.nullable(text(2000)),
  command: v.nullable(text(4096)),
});

/** What a browser's own settings, or a desktop's, say about proxies. */
const setProxy = v.variant("kind", [
  /** `http`, `https`: the proxy for addresses of this scheme, `host:port` or a URL; null without one. */
  v.strictObject({
    kind: v.literal("by-hand"),
    http: v.nullable(text(LIMITS.proxyAddress)),
    https: v.nullable(text(LIMITS.proxyAddress)),
    /** Hosts that are reached straight (native-host/proxy/exceptions.ts). */
    exceptions: v.pipe(v.array(text(256)), v.maxLength(LIMITS.proxyExceptions), v.readonly()),
  }),
  /** A script that says for each address which proxy to take (PAC). */
  v.strictObject({ kind: v.literal("script"), address: text(LIMITS.url) }),
]);
const proxySettings = v.variant("kind", [
  setProxy,
  /** A script that is looked for in the network (WPAD). `otherwise`: what counts where there is none. */
  v.strictObject({ kind: v.literal("search"), otherwise: v.nullable(setProxy) }),
]);
/** The browser's own settings. Without them the host follows those of the environment and the desktop. */
const proxy = v.exactOptional(proxySettings);

/** The extension's requests, by `type`. Their results stand below. */
const request = {
  hello: v.strictObject({
    protocol: count,
    version: text(32),
    /** Readers and cards are left alone, and no `cards` come, until a request needs a card. */
    cards: v.exactOptional(v.literal(false)),
  }),
  probe: v.strictObject({ url, proxy }),
  /** As `probe`, by the handshake alone: the server gets no request, and no card is asked for its tries. */
  look: v.strictObject({ origin, proxy }),
  /**
   * Opens the login: asks for the PIN (a `pin` request in return, none for a reader with a keypad), connects, signs.
   * `insertion`: the card that the person saw. Another one gets no PIN (`card.removed`).
   */
  openLogin: v.strictObject({ origin, reader: text(256), insertion: count, proxy }),
  /** One HTTP request over the login's connection. Its body comes first, in `chunk` events with the same id. */
  relay: v.strictObject({
    login: id,
    method: v.picklist(["GET", "POST"]),
    url,
    headers,
    bodyLength: v.pipe(count, v.maxValue(LIMITS.requestBody)),
  }),
  closeLogin: v.strictObject({ login: id }),
  /** Whether the browser that started the host can use the card by itself, through the module. */
  module: v.strictObject({}),
  /** Reads what a card page shows beyond the state of the cards. Spends no try. */
  inspectCard: v.strictObject({ reader: text(256) }),
  /** `codes` null, here and below: the person types them on the reader's keypad. */
  changePin: v.strictObject({
    reader: text(256),
    codes: v.nullable(v.strictObject({ oldPin: code, newPin: code })),
  }),
  unblockPin: v.strictObject({
    reader: text(256),
    codes: v.nullable(v.strictObject({ puk: code, newPin: code })),
  }),
  /** Has the card sign a harmless text and checks the signature. */
  testCard: v.strictObject({ reader: text(256), codes: v.nullable(v.strictObject({ pin: code })) }),
  /** Registers the module for this person's browsers. */
  registerModule: v.strictObject({}),
  /** Withdraws the module from the browsers of the asking engine, where they load it by themselves. */
  unregisterModule: v.strictObject({}),
  /**
   * Examines the computer, in this language. `extension`: its version. `sites`: to how many it may hand a login over.
   * A host that does not know the request answers `message.malformed`.
   */
  doctor: v.strictObject({ language: examinationLanguage, extension: text(32), sites: count, proxy }),
  /** Cancels the pending request `target`, which then fails with `operation.cancelled`. */
  cancel: v.strictObject({ target: id }),
} as const;

const result = {
  hello: v.strictObject({ protocol: count, version: text(32), platform: text(32), node: text(32) }),
  probe: probeResult,
  look: v.strictObject({ asks: v.boolean() }),
  openLogin: v.strictObject({ login: id }),
  /** The body comes first, in `chunk` events with the same id. */
  relay: v.strictObject({
    status: v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(999)),
    headers,
    bodyLength: v.pipe(count, v.maxValue(LIMITS.answerBody)),
  }),
  closeLogin: v.strictObject({}),
  module: moduleState,
  inspectCard: v.strictObject({
    serial: v.nullable(text(32)),
    pin: pinState,
    puk: pinState,
    certificate: base64(LIMITS.certificate),
  }),
  changePin: v.strictObject({ pin: pinState }),
  unblockPin: v.strictObject({ pin: pinState, puk: pinState }),
  testCard: v.strictObject({}),
  registerModule: moduleState,
  unregisterModule: moduleState,
  doctor: v.strictObject({ ready: v.boolean(), checks: v.pipe(v.array(finding), v.maxLength(100)) }),
  cancel: v.strictObject({}),
} as const;

export type RequestType = keyof typeof request;
export type RequestParams<T extends RequestType> = v.InferOutput<(typeof request)[T]>;
export type RequestResult<T extends RequestType> = v.InferOutput<(typeof result)[T]>;

/** The host asks the extension for the PIN while it works on the request `forRequest`. */
const pinRequest = v.strictObject({ forRequest: id, origin, reader: text(256), triesLeft: v.nullable(count) });
const pinAnswer = v.strictObject({ pin: code });

/** The steps that a page shows. At `keypad` the person types on the reader. */
const step = v.picklist(["queue", "card", "keypad", "connect", "sign", "answer"]);
export type LoginStep = v.InferOutput<typeof step>;

const chunk = v.strictObject({ kind: v.literal("chunk"), id, data: base64(LIMITS.bodyChunk) });

const requestMessage = v.variant("type", [
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("hello"), params: request.hello }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("probe"), params: request.probe }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("look"), params: request.look }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("openLogin"), params: request.openLogin }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("relay"), params: request.relay }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("closeLogin"), params: request.closeLogin }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("module"), params: request.module }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("inspectCard"), params: request.inspectCard }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("changePin"), params: request.changePin }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("unblockPin"), params: request.unblockPin }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("testCard"), params: request.testCard }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("registerModule"), params: request.registerModule }),
  v.strictObject({
    kind: v.literal("request"),
    id,
    type: v.literal("unregisterModule"),
    params: request.unregisterModule,
  }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("doctor"), params: request.doctor }),
  v.strictObject({ kind: v.literal("request"), id, type: v.literal("cancel"), params: request.cancel }),
]);
const error = v.strictObject({ kind: v.literal("error"), id, error: errorValue });

/** Every message that the extension may send. */
export const toHost = v.variant("kind", [
  requestMessage,
  v.strictObject({ kind: v.literal("pinAnswer"), id, params: pinAnswer }),
  v.strictObject({ kind: v.literal("pinRefused"), id }),
  chunk,
]);
export type ToHost = v.InferOutput<typeof toHost>;
/** A request, typed by its `type`. */
export type HostRequest<T extends RequestType = RequestType> = {
  [K in T]: { kind: "request"; id: number; type: K; params: RequestParams<K> };
}[T];

/** Every message that the host may send. `parseResult` validates a `result` against the type of its request. */
export const toExtension = v.variant("kind", [
  v.strictObject({ kind: v.literal("result"), id, result: v.record(v.string(), v.unknown()) }),
  error,
  v.strictObject({ kind: v.literal("pin"), id, params: pinRequest }),
  chunk,
  /** An error that belongs to no request: an invalid message, or a caller that is refused. */
  v.strictObject({ kind: v.literal("fault"), error: errorValue }),
  /** The state of readers and cards, sent after `hello` and at every change. */
  v.strictObject({ kind: v.literal("cards"), state: cardsState }),
  v.strictObject({ kind: v.literal("progress"), id, step }),
]);
export type ToExtension = v.InferOutput<typeof toExtension>;

/** Settings that name the proxy, or the script. */
export type SetProxy = v.InferOutput<typeof setProxy>;
export type ProxySettings = v.InferOutput<typeof proxySettings>;
export type CardsState = v.InferOutput<typeof cardsState>;
export type CardView = v.InferOutput<typeof cardView>;
export type ReadyCard = Extract<CardView, { status: "ready" }>;
export type ProbeResult = v.InferOutput<typeof probeResult>;
export type PinRequest = v.InferOutput<typeof pinRequest>;
export type HeaderList = v.InferOutput<typeof headers>;

/** Parses the result of a request of the given type. Throws `ValiError`. */
export function parseResult<T extends RequestType>(type: T, value: unknown): RequestResult<T> {
  return v.parse<(typeof result)[T]>(result[type], value);
}
