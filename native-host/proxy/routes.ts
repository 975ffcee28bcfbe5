import { getProxyForUrl } from "proxy-from-env";
import { hostOf, isThisMachine } from "../address";
import { desktopSettings } from "./desktops";
import { isException } from "./exceptions";
import { parseProxy, type Route } from "./proxy";
import type { ProxySettings } from "../../shared/messages";

/** The variables that programs on Linux and macOS take their proxy from, in small and in capital letters. */
const VARIABLES = ["http_proxy", "https_proxy", "all_proxy"];

/**
 * The way to the server of an address, as the browsers of this person take it: by the browser's own settings where they
 * are known, by the environment where it names a proxy, else by the desktop's settings, else straight. `NO_PROXY` and
 * this machine are reached straight. Throws `proxy.unusable`, `proxy.script`.
 */
export async function findRoute(url: URL, ofBrowser?: ProxySettings): Promise<Route> {
  if (isThisMachine(hostOf(url))) return "direct";
  if (ofBrowser !== undefined) return routeBy(ofBrowser, url);
  const written = VARIABLES.map((name) => process.env[name] ?? process.env[name.toUpperCase()] ?? "");
  if (written.every((text) => text === "")) return routeBy(await desktopSettings(), url);
  const proxy = getProxyForUrl(url.href);
  if (proxy === "") return "direct";
  // Where a variable names no scheme, the library puts the one of `url` in front. Programs mean http.
  return parseProxy(written.includes(proxy) ? proxy : proxy.replace(/^\w+:\/\//, ""));
}

/** The way to the server of an address by a desktop's settings. Throws `proxy.unusable`, `proxy.script`. */
export async function routeBy(settings: ProxySettings | null, url: URL): Promise<Route> {
  if (settings === null) return "direct";
  if (settings.kind === "script") {
    // An interpreter is loaded only for the few who need it.
    const { routeByScript } = await import("./script");
    return routeByScript(settings.address, url);
  }
  if (settings.kind === "search") {
    const { networkScript } = await import("./search");
    return (await networkScript.route(url)) ?? routeBy(settings.otherwise, url);
  }
  const proxy = url.protocol === "https:" ? settings.https : settings.http;
  if (proxy === null || settings.exceptions.some((pattern) => isException(pattern, url))) return "direct";
  return parseProxy(proxy);
}
