import { join } from "node:path";
import type { ProxySettings } from "../../../shared/messages";
import type { Desktop } from "../settings";
import { told } from "../told";

const KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";

export const windows: Desktop = {
  isHere: (platform) => platform === "win32",
  async read(env) {
    // Windows' own, whatever lies in the folders of PATH or in the present one.
    const program = join(env["SystemRoot"] ?? "C:\\Windows", "System32", "reg.exe");
    return windowsSettings((await told(program, ["query", KEY], env)) ?? "");
  },
};

/** Reads the output of `reg query` for the person's Internet settings: name, type and value a line. */
export function windowsSettings(output: string): ProxySettings | null {
  const value = (name: string) => new RegExp(`^\\s+${name}\\s+REG_\\w+\\s+(.*)$`, "m").exec(output)?.[1]?.trim() ?? "";
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
