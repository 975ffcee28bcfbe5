import { BlockList, isIP } from "node:net";
import { hostOf } from "../address";

/** Names without a dot, as the settings of Windows and macOS write it. */
export const SIMPLE_NAMES = "<local>";

/**
 * Whether settings except the host of an address from the proxy. `pattern`: a name, a domain (`*.example.it`,
 * `.example.it`), any name with `*` in it, an address, a network (`10.0.0.0/8`, `169.254/16`), or {@link SIMPLE_NAMES}.
 */
export function isException(pattern: string, url: URL): boolean {
  const host = hostOf(url);
  if (pattern === SIMPLE_NAMES) return isIP(host) === 0 && !host.includes(".");
  const [network = "", prefix] = pattern.replace(/^\[(.*)\]/, "$1").split("/");
  const whole = prefix === undefined ? network : withAllOctets(network);
  if (isIP(whole) !== 0) return isIn(whole, prefix, host);
  const domain = pattern.toLowerCase();
  return fits(host, domain.startsWith(".") ? `*${domain}` : domain);
}

/** `*` stands for any characters. */
function fits(host: string, pattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/\W/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(host);
}

function isIn(network: string, prefix: string | undefined, host: string): boolean {
  const family = isIP(network);
  if (isIP(host) !== family) return false;
  const most = family === 4 ? 32 : 128;
  const bits = Number(prefix ?? most);
  if (!Number.isInteger(bits) || bits < 0 || bits > most) return false;
  const kind = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, bits, kind);
  return list.check(host, kind);
}

/** macOS leaves out the zeroes at the end of a network. */
function withAllOctets(network: string): string {
  if (!/^\d+(?:\.\d+){0,3}$/.test(network)) return network;
  return [...network.split("."), "0", "0", "0"].slice(0, 4).join(".");
}
