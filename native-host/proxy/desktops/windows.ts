import { join } from "node:path";
import type { ProxySettings, SetProxy } from "../../../shared/messages";
import type { Desktop } from "../settings";
import { told } from "../told";

const KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";

export const windows: Desktop = {
  isHere: (platform) => platform === "win32",
  async read(env) {
    // Windows' own, whatever lies in the folders of PATH or in the present one.
    const program = join(env["SystemRoot"] ?? "C:\\Windows", "System32", "reg.exe");
    const [settings, connections] = await Promise.all(
      [KEY, `${KEY}\\Connections`].map((key) => told(program, ["query", key], env)),
    );
    return windowsSettings(settings ?? "", connections ?? "");
  },
};

/** The byte of `DefaultConnectionSettings` that holds the switches, and the one for the search of a script. */
const [SWITCHES, SEARCHES] = [8, 0x08];

/**
 * Reads the output of `reg query` for the person's Internet settings and for their connections: name, type and value a
 * line.
 */
export function windowsSettings(settings: string, connections: string): ProxySettings | null {
  const set = setProxy(settings);
  const switches = Buffer.from(valueIn(connections, "DefaultConnectionSettings"), "hex")[SWITCHES] ?? 0;
  return (switches & SEARCHES) === 0 ? set : { kind: "search", otherwise: set };
}

function valueIn(output: string, name: string): string {
  return new RegExp(`^\\s+${name}\\s+REG_\\w+\\s+(.*)$`, "m").exec(output)?.[1]?.trim() ?? "";
}

function setProxy(output: string): SetProxy | null {
  const value = (name: string) => valueIn(output, name);
  if (value("AutoConfigURL") !== "") return { kind: "script", address: value("AutoConfigURL") };
  if (Number(value("ProxyEnable")) !== 1) return null;
  const [http, https] = [proxyFor("http", value("ProxyServer")), proxyFor("https", value("ProxyServer"))];
  const exceptions = value("ProxyOverride")
    .split(/[;\s]+/)
    .filter((one) => one !== "");
  return { kind: "by-hand", http, https, exceptions };
}

/** `host:port` for everything, or `http=host:port;https=host:port`. */
function proxyFor(scheme: string, servers: string): string | null {
  const all = servers.split(/[;\s]+/).filter((one) => one !== "");
  const named = all.find((one) => one.startsWith(`${scheme}=`));
  return named?.slice(scheme.length + 1) ?? all.find((one) => !one.includes("=")) ?? null;
}
