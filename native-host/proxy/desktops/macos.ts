import { SIMPLE_NAMES } from "../exceptions";
import type { ProxySettings, SetProxy } from "../../../shared/messages";
import type { Desktop } from "../settings";
import { told } from "../told";

export const macos: Desktop = {
  isHere: (platform) => platform === "darwin",
  async read(env) {
    return macosSettings((await told("/usr/sbin/scutil", ["--proxy"], env)) ?? "");
  },
};

/** Reads the output of `scutil --proxy`: the settings of the network in use, a dictionary with one list in it. */
export function macosSettings(output: string): ProxySettings | null {
  const set = setProxy(output);
  return valueIn(output, "ProxyAutoDiscoveryEnable") === "1" ? { kind: "search", otherwise: set } : set;
}

function valueIn(output: string, key: string): string {
  return new RegExp(`^\\s*${key} : (.*)$`, "m").exec(output)?.[1]?.trim() ?? "";
}

function setProxy(output: string): SetProxy | null {
  const value = (key: string) => valueIn(output, key);
  const script = value("ProxyAutoConfigURLString");
  if (value("ProxyAutoConfigEnable") === "1" && script !== "") return { kind: "script", address: script };
  const proxy = (scheme: string) =>
    value(`${scheme}Enable`) === "1" && value(`${scheme}Proxy`) !== ""
      ? `${value(`${scheme}Proxy`)}:${value(`${scheme}Port`)}`
      : null;
  const [http, https] = [proxy("HTTP"), proxy("HTTPS")];
  if (http === null && https === null) return null;
  const list = /ExceptionsList : <array> \{([^}]*)\}/.exec(output)?.[1] ?? "";
  const exceptions = [...list.matchAll(/^\s*\d+ : (.*)$/gm)].map(([, one = ""]) => one.trim());
  if (value("ExcludeSimpleHostnames") === "1") exceptions.push(SIMPLE_NAMES);
  return { kind: "by-hand", http, https, exceptions };
}
