import { execFile } from "node:child_process";
import { BlockList, isIP } from "node:net";
import { promisify } from "node:util";
import { hostOf } from "../address";
import { parseProxy, type Route } from "./proxy";

/** Milliseconds for the desktop's settings. A desktop that does not tell them has none. */
const PATIENCE = 2000;
/** Desktops that keep their proxy where GNOME does (`XDG_CURRENT_DESKTOP`). */
const DESKTOPS = /(?:^|:)(?:GNOME|Unity|X-Cinnamon|Budgie|Pantheon|MATE)(?:$|:)/i;

/** Settings by schema and key, as GVariant texts. */
type Settings = ReadonlyMap<string, string>;

/** The way to a server by the desktop's settings; null where the desktop has none. */
export async function gnomeRoute(url: URL, env: NodeJS.ProcessEnv = process.env): Promise<Route | null> {
  if (!DESKTOPS.test(env["XDG_CURRENT_DESKTOP"] ?? "")) return null;
  const run = promisify(execFile);
  const told = await run("gsettings", ["list-recursively", "org.gnome.system.proxy"], { env, timeout: PATIENCE }).catch(
    () => null,
  );
  return told === null ? null : routeBy(told.stdout, url);
}

/** Reads the output of `gsettings list-recursively org.gnome.system.proxy`. Throws `proxy.unusable`. */
export function routeBy(output: string, url: URL): Route | null {
  const settings: Settings = new Map(
    output.split("\n").flatMap((line) => {
      const [, schema = "", key = "", value = ""] = /^org\.gnome\.system\.proxy(\S*) (\S+) (.*)$/.exec(line) ?? [];
      return key === "" ? [] : [[`${schema.replace(/^\./, "")}/${key}`, value] as const];
    }),
  );
  if (settings.get("/mode") !== "'manual'") return null;
  if (listed(settings.get("/ignore-hosts") ?? "").some((pattern) => matches(pattern, url))) return "direct";
  const schema = url.protocol === "https:" ? "https" : "http";
  const host = text(settings.get(`${schema}/host`));
  const port = Number(settings.get(`${schema}/port`) ?? 0);
  return host === "" || port === 0 ? "direct" : parseProxy(`http://${host}:${port}`);
}

function text(value = ""): string {
  return /^'(.*)'$/.exec(value)?.[1] ?? "";
}

function listed(value: string): string[] {
  return [...value.matchAll(/'([^']*)'/g)].map(([, one = ""]) => one);
}

/** A name, a domain (`*.example.it`, `.example.it`), an address or a network (`10.0.0.0/8`). */
function matches(pattern: string, url: URL): boolean {
  const host = hostOf(url);
  const [network = "", prefix] = pattern.split("/");
  const family = isIP(network);
  if (family !== 0) {
    if (isIP(host) !== family) return false;
    const list = new BlockList();
    const kind = family === 4 ? "ipv4" : "ipv6";
    list.addSubnet(network, Math.min(Number(prefix ?? 128), family === 4 ? 32 : 128), kind);
    return list.check(host, kind);
  }
  const domain = pattern.replace(/^\*/, "").toLowerCase();
  return domain.startsWith(".") ? host.endsWith(domain) : host === domain;
}
