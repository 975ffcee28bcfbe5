import { getProxyForUrl } from "proxy-from-env";
import { hostOf, isThisMachine } from "../address";
import { gnomeRoute } from "./gnome";
import { parseProxy, type Route } from "./proxy";

/** The variables that programs on Linux and macOS take their proxy from, in small and in capital letters. */
const VARIABLES = ["http_proxy", "https_proxy", "all_proxy"];

/**
 * The way to the server of an address, as the browsers of this person take it: by the environment where it names a
 * proxy, else by the desktop's settings, else straight. `NO_PROXY` and this machine are reached straight. Throws
 * `proxy.unusable`.
 */
export async function findRoute(url: URL): Promise<Route> {
  if (isThisMachine(hostOf(url))) return "direct";
  const written = VARIABLES.map((name) => process.env[name] ?? process.env[name.toUpperCase()] ?? "");
  if (written.every((text) => text === "")) return (await gnomeRoute(url)) ?? "direct";
  const proxy = getProxyForUrl(url.href);
  if (proxy === "") return "direct";
  // Where a variable names no scheme, the library puts the one of `url` in front. Programs mean http.
  return parseProxy(written.includes(proxy) ? proxy : proxy.replace(/^\w+:\/\//, ""));
}
