import type { ModuleOfferView } from "../../extension/login/module-offer";
import type { LoginPhase, LoginView } from "../../extension/login/view";
import type { ErrorCode, ErrorDetails, ErrorValue } from "../../shared/errors";
import type { CardsState, CardView, ReadyCard } from "../../shared/messages";

export const ORIGIN = "https://accesso.portale.example";
const HOST = "accesso.portale.example";
/** Match pattern of the portal. */
export const SITE = "https://accesso.portale.example/*";
const PAST = "2025-03-01T09:00:00.000Z";
export const ISSUER = "CN=Invented CNS Authority,O=Varco Test,C=IT";

/** A card of an invented person. */
export function readyCard(overrides: Partial<ReadyCard> = {}): ReadyCard {
  return {
    status: "ready",
    insertion: 1,
    family: "cns-standard",
    holder: { name: "ADA COLLAUDO", codiceFiscale: "CLLDAA80A41X999S" },
    certificate: {
      subject: "CN=CLLDAA80A41X999S/6090000000000017.x",
      issuer: ISSUER,
      notBefore: "2024-03-01T09:00:00.000Z",
      notAfter: "2030-03-01T09:00:00.000Z",
    },
    pin: { triesLeft: 3, blocked: false },
    warnings: [],
    ...overrides,
  };
}

/** The same readers, each with a card that works through a program of its maker. */
export function withProgram({ service, readers: all }: CardsState): CardsState {
  return { service, readers: all.map((one) => ({ ...one, through: "Programma inventato" })) };
}

/** Readers with these cards; null is an empty reader. */
export function readers(...cards: (CardView | null)[]): CardsState {
  return {
    service: true,
    readers: cards.map((card, index) => ({ name: `Invented Smart Reader ${index} 00`, keypad: false, card })),
  };
}

/** The same readers, each with a keypad. */
export function withKeypad({ service, readers: all }: CardsState): CardsState {
  return { service, readers: all.map((one) => ({ ...one, keypad: true })) };
}

export function error(code: ErrorCode, details: ErrorDetails = {}): ErrorValue {
  return { code, details };
}

export function view(
  phase: LoginPhase,
  cards: CardsState | null = readers(readyCard()),
  remembered = false,
): LoginView {
  return {
    origin: ORIGIN,
    domain: null,
    firstUse: false,
    cards,
    remembered,
    access: [SITE],
    foreignForm: null,
    popup: false,
    moduleOffer: { state: "none", problem: null },
    phase,
  };
}

/** The view where the browser has a way of its own. */
export function withOwnWay(
  state: ModuleOfferView["state"],
  shown: LoginView = view(ready()),
  problem: ErrorValue | null = null,
): LoginView {
  return { ...shown, moduleOffer: { state, problem } };
}

export function ready(refused: ErrorValue | null = null, issuers: readonly string[] = []): LoginPhase {
  return { name: "ready", refused, issuers };
}

const unusable = (code: ErrorCode, details?: ErrorDetails) =>
  view(ready(), readers({ status: "unusable", error: error(code, details) }));
const failed = (code: ErrorCode, details: ErrorDetails, mayRetry = true) =>
  view({ name: "failed", error: error(code, details), mayRetry });
const second = readyCard({
  holder: { name: "GIOVANNI PROVA", codiceFiscale: "PRVGNN71S15X999F" },
  pin: { triesLeft: null, blocked: false },
});
const everyPage = failed("portal.every-page", { host: HOST }, false);
const tries = (triesLeft: number) => readers(readyCard({ pin: { triesLeft, blocked: false } }));

/** Every state of the login page, by the name of its picture. */
export const VIEWS: Readonly<Record<string, LoginView>> = {
  starting: view({ name: "starting" }, null),
  "host-missing": failed("host.missing", {}),
  probing: view({ name: "probing", mayType: false }),
  "probing-early": view({ name: "probing", mayType: true }),
  searching: view(ready(), null),
  "service-off": view(ready(), { service: false, readers: [] }),
  "no-reader": view(ready(), { service: true, readers: [] }),
  "no-card": view(ready(), readers(null)),
  "not-cns": unusable("card.not-cns"),
  "not-activated": unusable("card.not-activated"),
  blocked: view(ready(), readers(readyCard({ pin: { triesLeft: 0, blocked: true } }))),
  reading: view(ready(), readers({ status: "reading" })),
  ready: view(ready()),
  through: view(
    ready(),
    withProgram(readers(readyCard({ pin: { triesLeft: null, blocked: false }, pinLength: { min: 4, max: 16 } }))),
  ),
  "ready-remembered": view(ready(), readers(readyCard({ pin: { triesLeft: null, blocked: false } })), true),
  "last-try": view(ready(), tries(1)),
  "pin-wrong": view(ready(error("pin.wrong", { triesLeft: 2 })), tries(2)),
  "pin-wrong-last": view(ready(error("pin.wrong", { triesLeft: 1 })), tries(1)),
  "card-removed": view(ready(error("card.removed")), readers(null)),
  warnings: view(
    ready(null, ["CN=Another Authority,C=IT"]),
    readers(
      readyCard({
        certificate: { ...readyCard().certificate, notAfter: PAST },
        warnings: [error("certificate.expired", { notAfter: PAST })],
      }),
    ),
  ),
  "not-yet-valid": view(
    ready(),
    readers(readyCard({ warnings: [error("certificate.not-yet-valid", { notBefore: "2031-03-01T09:00:00.000Z" })] })),
  ),
  "several-cards": view(ready(), readers(readyCard(), second, { status: "unusable", error: error("card.mute") })),
  "working-sign": view({ name: "working", step: "sign" }),
  keypad: view(ready(), withKeypad(readers(readyCard()))),
  "keypad-last-try": view(ready(), withKeypad(tries(1))),
  "keypad-now": view({ name: "working", step: "keypad" }, withKeypad(readers(readyCard()))),
  "keypad-again": view(
    { name: "working", step: "keypad", because: error("server.signature-again", { host: HOST }) },
    withKeypad(readers(readyCard())),
  ),
  "keypad-cancelled": view(ready(error("keypad.cancelled")), withKeypad(readers(readyCard()))),
  "keypad-timeout": view(ready(error("keypad.timeout")), withKeypad(readers(readyCard()))),
  "keypad-wrong": view(ready(error("pin.wrong", { triesLeft: 2 })), withKeypad(tries(2))),
  "working-queue": view({ name: "working", step: "queue" }),
  done: view({ name: "done" }),
  unreachable: failed("server.unreachable", { host: HOST, reason: "ENOTFOUND" }),
  "server-name": failed("server.name", { host: HOST }, false),
  "every-page": everyPage,
  handshake: failed("server.handshake", { host: HOST, reason: "ssl/tls alert handshake failure" }),
  "module-possible": withOwnWay("possible"),
  "module-turning-on": withOwnWay("turning-on"),
  "module-refused": withOwnWay("none", view(ready()), error("module.not-loaded", { reason: "invented" })),
  "module-restart": withOwnWay("restart"),
  "module-no-card": withOwnWay("open", view(ready(), readers(null))),
  "module-open": withOwnWay("open"),
  "module-last-try": withOwnWay("open", view(ready(), tries(1))),
  "module-opening": withOwnWay("open", view({ name: "opening" })),
  "module-without-card": withOwnWay("without-card"),
  "module-in-vain": withOwnWay("in-vain"),
  "module-every-page": withOwnWay("possible", everyPage),
  "module-every-page-open": withOwnWay("open", everyPage),
  "module-every-page-restart": withOwnWay("restart", everyPage),
  "module-every-page-in-vain": withOwnWay("in-vain", everyPage),
  "portal-words": view({
    name: "failed",
    error: error("portal.answer", { host: HOST, status: 403 }),
    mayRetry: true,
    said: {
      type: "text/html",
      text: "<h1>Accesso negato</h1><p>L'utente non risulta abilitato al servizio (codice 4711).</p>",
    },
  }),
  "portal-page": view({
    name: "portal-page",
    text:
      "Informativa\nPer proseguire prendi visione dell'informativa sul trattamento dei dati (Reg. UE 2016/679).\n" +
      "Dopo l'accesso potrai consultare il fascicolo.",
    choices: [
      { label: "Continua", leadsTo: null },
      { label: "Rifiuto e torno al sito", leadsTo: "www.portale.example" },
    ],
    minutes: 5,
  }),
  "portal-page-long": view({
    name: "portal-page",
    text: "parolalunghissima".repeat(40) + "\n" + "Testo del portale. ".repeat(60),
    choices: Array.from({ length: 8 }, (_, number) => ({
      label: `${"Una scelta lunga ".repeat(6)}${number}`.slice(0, 100),
      leadsTo: "servizi.un-nome-di-portale-molto-lungo-per-vedere-dove-va-a-capo.provincia.example:8443",
    })),
    minutes: 5,
  }),
  "portal-file": view({
    name: "portal-file",
    // Firefox would show a PDF in a new tab, in front of this one.
    fileName: "referto 12 marzo.pdf.p7m",
    size: 184_320,
    content: "MIIBAA==",
    mayGoBack: true,
  }),
  "long-origin": {
    ...view(ready()),
    firstUse: true,
    origin:
      "https://xn--accss-cva.un-nome-di-portale-molto-lungo-per-vedere-dove-va-a-capo.provincia.xn--esempio-xyz.example:8443",
    domain: "xn--esempio-xyz.example",
  },
  "long-domain": {
    ...view(ready()),
    origin: "https://accesso.un-dominio-molto-lungo-per-vedere-dove-va-a-capo-anche-il-testo-in-grassetto.example:8443",
    domain: "un-dominio-molto-lungo-per-vedere-dove-va-a-capo-anche-il-testo-in-grassetto.example",
  },
  "first-use": {
    ...view(ready()),
    origin: "https://accesso.portale.example",
    domain: "portale.example",
    firstUse: true,
  },
};
