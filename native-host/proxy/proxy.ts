import { VarcoError } from "../../shared/errors";
import { hostOf, type ServerAddress } from "../address";

/** A proxy that tunnels connections (CONNECT, RFC 9110 §9.3.6). */
export interface Proxy extends ServerAddress {
  /** The `Proxy-Authorization` field (Basic, RFC 7617), null without a name and password. Never for the log. */
  readonly authorization: string | null;
}

/** The way to a server: through a proxy, or straight to it. */
export type Route = Proxy | "direct";

/** Parses the address of a proxy, as settings write it. Throws `proxy.unusable`. */
export function parseProxy(text: string): Proxy {
  const address = text.includes("://") ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "http:" || url.hostname === "") {
    throw new VarcoError("proxy.unusable", { proxy: withoutPassword(text) });
  }
  const { port, username, password } = url;
  return {
    host: hostOf(url),
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
