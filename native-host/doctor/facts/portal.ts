import { once as event } from "node:events";
import { toVarcoError, type VarcoError } from "../../../shared/errors";
import type { ProbeResult, ProxySettings } from "../../../shared/messages";
import { addressOf, parseHttpsUrl } from "../../address";
import { intermediates } from "../../tls/kept-intermediates";
import { TlsOrigin } from "../../tls/origin";
import { probe } from "../../tls/probe";
import type { Trust } from "../../tls/trust";

/** What a portal says to somebody without a card. */
export interface PortalSeen {
  /** The result of the probe, or why there is none. */
  readonly probed: ProbeResult | VarcoError;
  /** Whether the server left out certificates that had to be fetched. */
  readonly completed: boolean;
  /** Its answer without a card; null: there was no probe, and nothing was asked. */
  readonly answer: PortalAnswer | null;
}

/** `status` null: it ended the connection instead, which is its right. `date`: its own clock. */
export type PortalAnswer =
  | { readonly kind: "answered"; readonly status: number | null; readonly date: Date | null }
  | { readonly kind: "silent" };

/** Bytes of an answer's head that are read. */
const LONGEST_HEAD = 64 * 1024;

/** How to look at it. */
export interface Look {
  readonly trust: Trust;
  /** The browser's own proxy settings. */
  readonly proxy: ProxySettings | undefined;
  /** Milliseconds of silence after which a server does not answer. */
  readonly silence: number;
}

/** Connects twice, without a card. Sends no more than a request for the path. Never throws. */
export async function lookAtPortal(url: URL | null, look: Look): Promise<PortalSeen | null> {
  if (url === null) return null;
  const { trust, proxy, silence } = look;
  const known = intermediates.size;
  try {
    const probed = await probe(url.href, { trust, proxy, times: { handshake: silence, silence } });
    const completed = intermediates.size > known;
    return { probed, completed, answer: await ask(url, look) };
  } catch (thrown) {
    return { probed: toVarcoError(thrown), completed: intermediates.size > known, answer: null };
  }
}

async function ask(url: URL, { trust, proxy, silence }: Look): Promise<PortalAnswer> {
  const parsed = parseHttpsUrl(url.href);
  const times = { handshake: silence, silence };
  const origin = new TlsOrigin({ address: addressOf(parsed), trust, proxy, times, clientCertificate: null });
  const signal = AbortSignal.timeout(silence);
  try {
    const connection = await origin.connect({ signal });
    connection.write(`HEAD ${parsed.pathname} HTTP/1.1\r\nHost: ${parsed.host}\r\nConnection: close\r\n\r\n`);
    let head = "";
    connection.on("data", (bytes: Buffer) => {
      if (head.length < LONGEST_HEAD) head += bytes.toString("latin1");
      if (head.includes("\r\n\r\n")) connection.destroy();
    });
    await event(connection, "close", { signal });
    return answerOf(head);
  } catch (thrown) {
    const { code } = toVarcoError(thrown);
    if (signal.aborted || code === "server.timeout") return { kind: "silent" };
    return { kind: "answered", status: null, date: null };
  } finally {
    await origin.close();
  }
}

function answerOf(head: string): PortalAnswer {
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
  const date = new Date(/^date:(.*)$/im.exec(head)?.[1]?.trim() ?? "");
  return {
    kind: "answered",
    status: status === undefined ? null : Number(status),
    date: Number.isNaN(date.getTime()) ? null : date,
  };
}
