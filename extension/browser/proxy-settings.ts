import * as v from "valibot";
import { LIMITS } from "../../shared/limits";
import type { ProxySettings } from "../../shared/messages";

const address = v.optional(v.pipe(v.string(), v.maxLength(LIMITS.proxyAddress)), "");

/** Firefox's `proxy.settings` (MDN, `proxy.settings`), as far as a proxy follows from it. */
const settings = v.looseObject({
  proxyType: v.string(),
  http: address,
  ssl: address,
  socks: address,
  httpProxyAll: v.optional(v.boolean(), false),
  autoConfigUrl: v.optional(v.pipe(v.string(), v.maxLength(LIMITS.url)), ""),
  /** Hosts that are reached straight, with commas between. */
  passthrough: v.optional(v.string(), ""),
});

/** What Firefox's own settings say about proxies; null where they leave it to the system, or cannot be read. */
export function readProxySettings(value: unknown): ProxySettings | null {
  const parsed = v.safeParse(settings, value);
  if (!parsed.success) return null;
  const { proxyType, http, ssl, socks, httpProxyAll, autoConfigUrl, passthrough } = parsed.output;
  if (proxyType === "none") return { kind: "by-hand", http: null, https: null, exceptions: [] };
  if (proxyType === "autoConfig" && autoConfigUrl !== "") return { kind: "script", address: autoConfigUrl };
  if (proxyType === "autoDetect") return { kind: "search", otherwise: null };
  if (proxyType !== "manual") return null;
  // The host cannot use SOCKS. It gets the address all the same, so that the error names it.
  const other = socks === "" ? null : `socks://${socks.replace(/^\w+:\/\//, "")}`;
  const https = httpProxyAll ? http : ssl;
  return {
    kind: "by-hand",
    http: http === "" ? other : http,
    https: https === "" ? other : https,
    exceptions: exceptions(passthrough),
  };
}

/** Firefox takes a name for the host itself and for all below it (nsProtocolProxyService). */
function exceptions(passthrough: string): string[] {
  const names = passthrough
    .split(/[\s,]+/)
    .filter((name) => name !== "" && name.length < 256)
    .flatMap((name) => (/^[a-z][\w-]*(?:\.[\w-]+)*$/i.test(name) ? [name, `.${name}`] : [name]));
  return names.slice(0, LIMITS.proxyExceptions);
}
