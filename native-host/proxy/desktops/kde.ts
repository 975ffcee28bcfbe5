import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProxySettings } from "../../../shared/messages";
import type { Desktop } from "../settings";

/** KDE's numbers for the kinds of settings (KIO, `kprotocolmanager.h`). Others mean no proxy, or the environment's. */
const BY_HAND = "1";
const SCRIPT = "2";
const SEARCH = "3";

export const kde: Desktop = {
  isHere: (platform, env) => platform === "linux" && /(?:^|:)KDE(?:$|:)/i.test(env["XDG_CURRENT_DESKTOP"] ?? ""),
  async read(env) {
    const folder = env["XDG_CONFIG_HOME"] ?? join(env["HOME"] ?? "", ".config");
    return kdeSettings(await readFile(join(folder, "kioslaverc"), "utf8").catch(() => ""));
  },
};

/** Reads `kioslaverc`. */
export function kdeSettings(file: string): ProxySettings | null {
  const [, section = ""] = file.split(/^\[Proxy Settings\](?:\[\$i\])?$/m);
  const lines = (section.split(/^\[/m)[0] ?? "").split("\n");
  const value = (key: string) => {
    // A key may say that it must not be changed: `key[$i]=`.
    const line = lines.find((one) => one.replace(/\[\$\w+\](?==)/, "").startsWith(`${key}=`)) ?? "";
    return line.slice(line.indexOf("=") + 1).trim();
  };
  // KDE writes `http://host port`.
  const proxy = (key: string) => (value(key) === "" ? null : value(key).replace(/\/?\s+(?=\d+$)/, ":"));
  if (value("ProxyType") === SCRIPT && value("Proxy Config Script") !== "")
    return { kind: "script", address: value("Proxy Config Script") };
  if (value("ProxyType") === SEARCH) return { kind: "search", otherwise: null };
  if (value("ProxyType") !== BY_HAND || value("ReversedException") === "true") return null;
  const exceptions = value("NoProxyFor")
    .split(/[\s,]+/)
    .filter((one) => one !== "");
  return {
    kind: "by-hand",
    http: proxy("httpProxy"),
    https: proxy("httpsProxy"),
    exceptions: exceptions.flatMap(named),
  };
}

/** A name means itself and all names below it. */
function named(exception: string): string[] {
  return /^[\w-]+(?:\.[\w-]+)*$/.test(exception) ? [exception, `.${exception}`] : [exception];
}
