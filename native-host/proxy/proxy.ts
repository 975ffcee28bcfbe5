import { VarcoError } from "../../shared/errors";

/** A proxy that tunnels connections (CONNECT, RFC 9110 §9.3.6). */
export interface Proxy {
  /** DNS name or IP address (no brackets). */
  readonly host: string;
  readonly port: number;
  /** The `Proxy-Authorization` field (Basic, RFC 7617), null without a name and password. Never for the log. */
  readonly authorization: string | null;
}

/** The way to a server: through a proxy, or straight to it. */
export type Route = Proxy | "direct";

/** How errors name a proxy. */
export function nameOf({ host, port }: Proxy): string {
  return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** Parses the address of a proxy, as settings write it. Throws `proxy.unusable`. */
export function parseProxy(text: string): Proxy {
  const address = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "http:" || url.hostname === "") {
    throw new VarcoError("proxy.unusable", { proxy: withoutPassword(text) });
  }
  const { hostname, port, username, password } = url;
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? 80 : Number(port),
    authorization: username === "" ? null : basic(decodeURIComponent(username), decodeURIComponent(password)),
  };
}

function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString("base64")}`;
}

function withoutPassword(text: string): string {
  return text.slice(0, 300).replace(/[^/]*@/, "");
}
