import type { BrowserName } from "../../../devkit/browser/browsers";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";

/** Text on a page that came whole. */
export const ARRIVED = "ARRIVATA";
export const PAGE = `<!doctype html><title>x</title><p>${ARRIVED}`;

/** What comes of an answer: its page is shown, or an error is. */
export type Outcome = "shown" | "refused";

/** Who visits a server. */
type Party = "relay" | BrowserName;

/** One outcome for all, or one for each. */
export type Outcomes = Outcome | Readonly<Record<Party, Outcome>>;

/** The outcome for each of the three, in this order: relay, Chromium, Firefox. */
export function outcomes(outcome: Outcomes): readonly Outcome[] {
  if (typeof outcome === "string") return [outcome, outcome, outcome];
  return [outcome.relay, outcome.chromium, outcome.firefox];
}

/** One answer of a sloppy server, and what comes of it everywhere. */
export interface SloppyAnswer {
  /** All that the server says before it closes the connection. */
  readonly bytes: Buffer;
  readonly outcome: Outcomes;
  /** How the server closes: with close_notify (default), or without. */
  readonly end?: "closed" | "without close_notify";
}

const latin = (text: string): Buffer => Buffer.from(text, "latin1");
const shown = (head: string, body: string | Buffer = PAGE): SloppyAnswer => ({
  bytes: Buffer.concat([latin(head), typeof body === "string" ? latin(body) : body]),
  outcome: "shown",
});
const refused = (head: string, body: string | Buffer = PAGE): SloppyAnswer => ({
  ...shown(head, body),
  outcome: "refused",
});
const html = "Content-Type: text/html\r\n";
const length = `Content-Length: ${PAGE.length}\r\n`;
/** A redirect to the page `/arrivata`, which every server of the table has. */
const redirect = (fields: string, body: string | Buffer = ""): SloppyAnswer =>
  shown(`HTTP/1.1 302 Found\r\nLocation: /arrivata\r\n${fields}\r\n`, body);
const chunked = (end: string): string => `${PAGE.length.toString(16)}${end}${PAGE}${end}0${end}${end}`;
const coded = (coding: string, body: Buffer): SloppyAnswer =>
  shown(`HTTP/1.1 200 OK\r\n${html}Content-Encoding: ${coding}\r\nContent-Length: ${body.length}\r\n\r\n`, body);

/** Answers by what is odd about them. Each was seen at a server, or is a neighbour of one that was. */
export const SLOPPY_ANSWERS: Readonly<Record<string, SloppyAnswer>> = {
  "line ends without CR": shown(`HTTP/1.1 200 OK\n${html.replace("\r", "")}${length.replace("\r", "")}\n`),
  "a folded field": shown(`HTTP/1.1 200 OK\r\nX-A: uno\r\n due\r\n${html}${length}\r\n`),
  "space before the colon": shown(
    `HTTP/1.1 200 OK\r\nContent-Type : text/html\r\nContent-Length : ${PAGE.length}\r\n\r\n`,
  ),
  "control characters in a value": shown(`HTTP/1.1 200 OK\r\nX-A: a\x01b\x7f\r\n${html}${length}\r\n`),
  "a line that is no field": shown(`HTTP/1.1 200 OK\r\nquesta riga no\r\n${html}${length}\r\n`),
  "a field without a name": shown(`HTTP/1.1 200 OK\r\n: x\r\n${html}${length}\r\n`),
  "the same length twice": shown(`HTTP/1.1 200 OK\r\n${html}${length}${length}\r\n`),
  "two different lengths": refused(`HTTP/1.1 200 OK\r\n${html}${length}Content-Length: 3\r\n\r\n`),
  "no reason phrase": shown(`HTTP/1.1 200\r\n${html}${length}\r\n`),
  "small letters": shown(`http/1.1 200 ok\r\n${html.toLowerCase()}${length.toLowerCase()}\r\n`),
  "HTTP/1.0": shown(`HTTP/1.0 200 OK\r\n${html}\r\n`),
  "empty lines before it": shown(`\r\n\r\nHTTP/1.1 200 OK\r\n${html}${length}\r\n`),
  "bytes behind its body": shown(`HTTP/1.1 200 OK\r\n${html}${length}\r\n`, `${PAGE}ancora qualcosa`),
  "no length, closed": shown(`HTTP/1.1 200 OK\r\n${html}\r\n`),
  "no length, closed without close_notify": { ...shown(`HTTP/1.1 200 OK\r\n${html}\r\n`), end: "without close_notify" },
  "a length, closed without close_notify": {
    ...shown(`HTTP/1.1 200 OK\r\n${html}${length}\r\n`),
    end: "without close_notify",
  },
  "a redirect, closed without close_notify": { ...redirect(""), end: "without close_notify" },
  "a redirect with an encoding and no body": redirect("Content-Encoding: gzip\r\nContent-Length: 0\r\n"),
  "a redirect with an encoding, closed without close_notify": {
    ...redirect("Content-Encoding: gzip\r\n"),
    end: "without close_notify",
  },
  "a redirect with a folded field": redirect("X-A: uno\r\n\tdue\r\nContent-Length: 0\r\n"),
  gzip: coded("gzip", gzipSync(PAGE)),
  "gzip with bytes behind": coded("gzip", Buffer.concat([gzipSync(PAGE), latin("ancora qualcosa")])),
  "gzip in two members": coded("gzip", Buffer.concat([gzipSync(PAGE), gzipSync("ancora qualcosa")])),
  "gzip without its trailer": coded("gzip", gzipSync(PAGE).subarray(0, -8)),
  "x-gzip": coded("x-gzip", gzipSync(PAGE)),
  deflate: coded("deflate", deflateSync(PAGE)),
  "deflate without the zlib format": coded("deflate", deflateRawSync(PAGE)),
  br: coded("br", brotliCompressSync(PAGE)),
  "two codings": coded("deflate, gzip", gzipSync(deflateSync(PAGE))),
  "an unknown coding": coded("uffa", latin(PAGE)),
  "a broken coding": { ...coded("gzip", latin("non compresso")), outcome: "refused" },
  // Firefox takes it for HTTP/0.9, on any port.
  "no HTTP": {
    ...shown("buongiorno\r\n\r\n"),
    outcome: { relay: "refused", chromium: "refused", firefox: "shown" },
  },
  chunks: shown(`HTTP/1.1 200 OK\r\n${html}Transfer-Encoding: chunked\r\n\r\n`, chunked("\r\n")),
  "chunks, lines without CR": shown(`HTTP/1.1 200 OK\r\n${html}Transfer-Encoding: chunked\r\n\r\n`, chunked("\n")),
  "chunks with an extension and a trailer": shown(
    `HTTP/1.1 200 OK\r\n${html}Transfer-Encoding: chunked\r\n\r\n`,
    `${PAGE.length.toString(16)} ;a=b\r\n${PAGE}\r\n0\r\nX-Fine: x\r\n\r\n`,
  ),
  "a length and a coding that is none": shown(`HTTP/1.1 200 OK\r\n${html}${length}Transfer-Encoding: identity\r\n\r\n`),
  // Two readers could see two ends of it.
  "a length and chunks": {
    ...shown(`HTTP/1.1 200 OK\r\n${html}${length}Transfer-Encoding: chunked\r\n\r\n`, chunked("\r\n")),
    outcome: { relay: "refused", chromium: "shown", firefox: "shown" },
  },
  "a zero byte in a value": refused(`HTTP/1.1 200 OK\r\nX-A: a\x00b\r\n${html}${length}\r\n`),
  "a bad chunk": refused(`HTTP/1.1 200 OK\r\n${html}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, ""),
};
