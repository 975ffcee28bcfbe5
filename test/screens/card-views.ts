import type {
  CardDetails,
  CardPageView,
  CardTask,
  CardWork,
  InsertedCard,
  Program,
  ReaderView,
  ShownCard,
} from "../../extension/card/view";
import type { ErrorCode, ErrorDetails } from "../../shared/errors";
import type { ReadyCard } from "../../shared/messages";
import { error, readyCard } from "./views";

const DAY = 86_400_000;
export const PROGRAM: Program = { protocol: 1, version: "0.1.0", platform: "linux", node: "v24.1.0" };
export const READER = "Invented Smart Reader 0 00";

/** Tries left. */
export const left = (triesLeft: number | null) => ({ triesLeft, blocked: false });
export const BLOCKED = { triesLeft: 0, blocked: true };

/** A day counted from today, ISO 8601: what the page says about a certificate depends on today. */
export function inDays(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString();
}

/** In what a card differs from the usual one. */
export interface Unusual extends Partial<Omit<InsertedCard, "status">> {
  readonly serial?: string | null;
}

/** A card of an invented person, issued like those of the Province, valid for four more years. */
export function insertedCard({
  puk = left(10),
  serial = "6090000000000017",
  insertion = "first",
  details,
  ...overrides
}: Unusual = {}): InsertedCard {
  const certificate = {
    ...readyCard().certificate,
    issuer:
      "C=IT\nO=Varco Test\nOU=Servizi di certificazione\nCN=Provincia Autonoma di Trento - CA Cittadini inventata",
    notBefore: inDays(-730),
    notAfter: inDays(4 * 365 + 10),
  };
  const known: CardDetails = { state: "known", serial, certificate: "MIIBinvented+certificate/of+nobody==" };
  return { ...readyCard({ family: "CNS", certificate, ...overrides }), insertion, puk, details: details ?? known };
}

/** The certificate of that card with other dates. */
export function dated(notBefore: string, notAfter: string): Pick<ReadyCard, "certificate"> {
  return { certificate: { ...insertedCard().certificate, notBefore, notAfter } };
}

export function working(
  task: CardTask,
  step: Extract<CardWork, { state: "working" }>["step"] = "card",
  id = "w",
): CardWork {
  return { id, task, state: "working", step };
}

export function done(task: CardTask, id = "w"): CardWork {
  return { id, task, state: "done" };
}

export function failed(task: CardTask, code: ErrorCode, details: ErrorDetails = {}, id = "w"): CardWork {
  return { id, task, state: "failed", error: error(code, details) };
}

export function reader(
  card: ShownCard | null = insertedCard(),
  work: CardWork | null = null,
  overrides: Partial<ReaderView> = {},
): ReaderView {
  return { name: READER, keypad: false, card, work, ...overrides };
}

export function shown(...readers: ReaderView[]): Extract<CardPageView, { name: "ready" }> {
  return { name: "ready", program: PROGRAM, problem: null, readers, examination: null };
}

export function problemView(code: ErrorCode): Extract<CardPageView, { name: "ready" }> {
  return { name: "ready", program: PROGRAM, problem: error(code), readers: [], examination: null };
}

const unusable = (code: ErrorCode, details: ErrorDetails = {}) =>
  shown(reader({ status: "unusable", error: error(code, details) }));
const EXPIRED = dated(inDays(-3000), inDays(-30));
const SOON_EXPIRED = dated(inDays(-2000), inDays(12));
const NOT_YET_VALID = dated(inDays(3), inDays(2000));
/** A card behind a program of its maker: that tells its own length of a PIN, and no tries. */
const THROUGH = { through: "Programma inventato" };
const TOKEN = { pin: left(null), puk: left(null), pinLength: { min: 4, max: 16 } };
const SECOND = insertedCard({
  holder: { name: "GIOVANNI PROVA", codiceFiscale: "PRVGNN71S15X999F" },
  pin: left(null),
  certificate: { ...insertedCard().certificate, issuer: "C=IT\nO=Ente inventato\nCN=CA inventata" },
  puk: left(null),
  insertion: "second",
});
const other = (name: string, card: ShownCard | null) => reader(card, null, { name });

const keypad = (work: CardWork | null = null) => shown(reader(insertedCard(), work, { keypad: true }));

/** Every state of the card page that the background brings about, by the name of its picture. */
export const CARD_VIEWS: Readonly<Record<string, CardPageView>> = {
  starting: { name: "starting" },
  "host-missing": { name: "failed", error: error("host.missing") },
  "service-off": problemView("reader.service"),
  "no-reader": problemView("reader.none"),
  none: shown(reader(null)),
  reading: shown(reader({ status: "reading" })),
  "not-activated": unusable("card.not-activated"),
  "not-cns": unusable("card.not-cns"),
  unsupported: unusable("card.unsupported", { family: "Invented family" }),
  contactless: unusable("card.contactless"),
  through: shown(reader(insertedCard(TOKEN), null, THROUGH)),
  "through-blocked": shown(reader(insertedCard({ ...TOKEN, pin: BLOCKED }), null, THROUGH)),
  ready: shown(reader()),
  asked: shown(reader(insertedCard({ puk: null, details: { state: "reading" } }))),
  busy: shown(reader(insertedCard({ puk: null, details: { state: "failed", error: error("card.busy") } }))),
  mute: shown(reader(insertedCard({ puk: null, details: { state: "failed", error: error("card.mute") } }))),
  "expires-soon": shown(reader(insertedCard({ ...SOON_EXPIRED }))),
  expired: shown(reader(insertedCard({ ...EXPIRED }))),
  "not-yet-valid": shown(reader(insertedCard({ ...NOT_YET_VALID }))),
  "last-try": shown(reader(insertedCard({ pin: left(1) }))),
  "puk-blocked": shown(reader(insertedCard({ puk: BLOCKED }))),
  "tries-unknown": shown(reader(insertedCard({ pin: left(null), puk: left(null), serial: null }))),
  blocked: shown(reader(insertedCard({ pin: BLOCKED }))),
  "blocked-expired": shown(reader(insertedCard({ pin: BLOCKED, ...EXPIRED }))),
  "blocked-expires-soon": shown(reader(insertedCard({ pin: BLOCKED, ...SOON_EXPIRED }))),
  dead: shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED }))),
  "dead-expired": shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED, ...EXPIRED }))),
  several: shown(
    reader(),
    other("Invented Token 1 00", SECOND),
    other("Invented Reader 2 00", null),
    other("Invented Reader 3 00", { status: "unusable", error: error("card.mute") }),
  ),
  "change-wrong": shown(reader(insertedCard({ pin: left(1) }), failed("change", "pin.wrong", { triesLeft: 1 }))),
  "change-working": shown(reader(insertedCard(), working("change"))),
  "change-waiting": shown(reader(insertedCard(), working("change", "queue"))),
  "change-done": shown(reader(insertedCard(), done("change"))),
  "change-removed": shown(reader(null, failed("change", "card.removed"))),
  "change-unknown": shown(reader(null, failed("change", "pin.unknown"))),
  "unblock-wrong": shown(
    reader(insertedCard({ pin: BLOCKED, puk: left(2) }), failed("unblock", "puk.wrong", { triesLeft: 2 })),
  ),
  "unblock-dead": shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED }), failed("unblock", "puk.blocked"))),
  "unblock-done": shown(reader(insertedCard(), done("unblock"))),
  "test-working": shown(reader(insertedCard(), working("test", "sign"))),
  "test-done": shown(reader(insertedCard(), done("test"))),
  "test-blocked": shown(reader(insertedCard({ pin: BLOCKED }), failed("test", "pin.blocked"))),
  "test-card": shown(reader(insertedCard(), failed("test", "card.signature"))),
  "test-reader": {
    ...problemView("reader.none"),
    readers: [reader(null, failed("test", "reader.gone"), { unplugged: true })],
  },
  keypad: keypad(),
  "keypad-now": keypad(working("change", "keypad")),
  "keypad-timeout": keypad(failed("change", "keypad.timeout")),
};
