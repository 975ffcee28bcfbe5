import { gnome } from "./desktops/gnome";
import { kde } from "./desktops/kde";
import { macos } from "./desktops/macos";
import { windows } from "./desktops/windows";
import type { ProxySettings } from "../../shared/messages";
import type { Desktop } from "./settings";

/** The desktops whose settings browsers follow. */
const DESKTOPS: readonly Desktop[] = [gnome, kde, macos, windows];

/** The proxy settings of the desktop at which the person works; null without any. */
export async function desktopSettings(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProxySettings | null> {
  return (await DESKTOPS.find(({ isHere }) => isHere(platform, env))?.read(env)) ?? null;
}
