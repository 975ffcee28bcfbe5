import { once } from "node:events";
import type { ProbeResult, ProxySettings } from "../../shared/messages";
import { addressOf, parseHttpsUrl } from "../address";
import type { TlsConnection } from "./connection";
import type { TlsInfo } from "./messages";
import { abortError, TlsOrigin, type TlsTimes } from "./origin";
import type { Trust } from "./trust";

export interface ProbeOptions {
  readonly trust?: Trust | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly times?: TlsTimes | undefined;
  /** The browser's own proxy settings. */
  readonly proxy?: ProxySettings | undefined;
  /** The thread waits for the next origin instead of its end: see threads.ts. */
  readonly leavesThread?: boolean;
}

/**
 * Finds out without a card whether the server asks for a client certificate, and of which issuers. Verifies the server
 * as in a login and never answers its question. Some servers ask only for some of their paths (TLS 1.2 renegotiation,
 * TLS 1.3 post-handshake authentication), so the probe requests the URL's path, without its query. Throws as {@link
 * TlsOrigin.connect}, and `server.address`.
 */
export async function probe(address: string, options: ProbeOptions = {}): Promise<ProbeResult> {
  const url = parseHttpsUrl(address);
  return withConnection(url, options, async (connection) => {
    const first = connection.info;
    const info = first?.asked ? first : await askForPath(connection, url, options.signal);
    return { asks: info.asked, issuers: [...info.issuers], tls: info.protocol };
  });
}

/**
 * Finds out by the handshake alone whether the server asks for a client certificate. It gets no request, so this misses
 * servers that ask only for some of their paths. Throws as {@link probe}.
 */
export async function look(address: string, options: ProbeOptions = {}): Promise<boolean> {
  return withConnection(parseHttpsUrl(address), options, (connection) => connection.info?.asked ?? false);
}

async function withConnection<T>(
  url: URL,
  { trust, signal, times, proxy, leavesThread = false }: ProbeOptions,
  use: (connection: TlsConnection) => T | Promise<T>,
): Promise<T> {
  const origin = new TlsOrigin({
    address: addressOf(url),
    clientCertificate: null,
    stopWhenAsked: true,
    proxy,
    ...(trust && { trust }),
    ...(times && { times }),
  });
  try {
    return await use(await origin.connect(signal && { signal }));
  } finally {
    if (leavesThread) origin.release();
    else await origin.close();
  }
}

/** How long a server may think about a path before its silence counts as "does not ask", in milliseconds. */
const PATH_ANSWER = 5000;

/** Requests the path and waits until the server answers, or asks for a certificate instead. */
async function askForPath(connection: TlsConnection, url: URL, signal: AbortSignal | undefined): Promise<TlsInfo> {
  const over = new AbortController();
  const events = ["info", "data", "end", "close", "error"].map((event) =>
    once(connection, event, { signal: over.signal }),
  );
  const timer = setTimeout(() => over.abort(), PATH_ANSWER);
  const abort = (): void => over.abort();
  signal?.addEventListener("abort", abort);
  try {
    connection.write(`HEAD ${url.pathname} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: close\r\n\r\n`);
    await Promise.race(events.map((event) => event.catch(() => undefined)));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
    over.abort();
  }
  if (signal?.aborted) throw abortError(signal);
  if (connection.info === null) throw new Error("no handshake");
  return connection.info;
}
