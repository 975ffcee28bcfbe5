import type { ProxySettings } from "../../../shared/messages";
import type { Desktop } from "../settings";
import { told } from "../told";

/** Desktops that keep their proxy where GNOME does (`XDG_CURRENT_DESKTOP`). */
const NAMES = /(?:^|:)(?:GNOME|Unity|X-Cinnamon|Budgie|Pantheon|MATE)(?:$|:)/i;

export const gnome: Desktop = {
  isHere: (platform, env) => platform === "linux" && NAMES.test(env["XDG_CURRENT_DESKTOP"] ?? ""),
  async read(env) {
    return gnomeSettings((await told("gsettings", ["list-recursively", "org.gnome.system.proxy"], env)) ?? "");
  },
};

/** Reads the output of `gsettings list-recursively org.gnome.system.proxy`: schema, key and a GVariant text a line. */
export function gnomeSettings(output: string): ProxySettings | null {
  const settings = new Map(
    output.split("\n").flatMap((line) => {
      const [, schema = "", key = "", value = ""] = /^org\.gnome\.system\.proxy(\S*) (\S+) (.*)$/.exec(line) ?? [];
      return key === "" ? [] : [[`${schema.replace(/^\./, "")}/${key}`, value] as const];
    }),
  );
  const script = text(settings.get("/autoconfig-url"));
  if (settings.get("/mode") === "'auto'")
    return script === "" ? { kind: "search", otherwise: null } : { kind: "script", address: script };
  if (settings.get("/mode") !== "'manual'") return null;
  const proxy = (scheme: string) => {
    const [host, port] = [text(settings.get(`${scheme}/host`)), settings.get(`${scheme}/port`) ?? "0"];
    return host === "" || port === "0" ? null : `${host}:${port}`;
  };
  const exceptions = [...(settings.get("/ignore-hosts") ?? "").matchAll(/'([^']*)'/g)].map(([, one = ""]) => one);
  return { kind: "by-hand", http: proxy("http"), https: proxy("https"), exceptions };
}

function text(value = ""): string {
  return /^'(.*)'$/.exec(value)?.[1] ?? "";
}
