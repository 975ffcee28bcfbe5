import { homedir } from "node:os";
import { join, win32 } from "node:path";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The folder in which this person's programs keep settings: absolute. Empty variables count as unset (XDG Base
 * Directory Specification).
 */
export function configFolder(env: Environment = process.env, platform: string = process.platform): string {
  const home = env["HOME"] || homedir();
  if (platform === "darwin") return join(home, "Library/Application Support");
  const named = platform === "win32" ? env["APPDATA"] : env["XDG_CONFIG_HOME"];
  return named || join(home, ".config");
}

/**
 * The folder of what an organisation has set for everybody on this computer. Only administrators may write there: on
 * Windows that rules out ProgramData, in which everybody may make a folder. `root`: the folder of the system's files.
 */
export function systemSettingsFolder(
  root: string,
  env: Environment = process.env,
  platform: string = process.platform,
): string {
  if (platform === "win32") return win32.join(env["ProgramFiles"] || "C:\\Program Files", "Varco", "settings");
  return join(root, platform === "darwin" ? "Library/Application Support/Varco" : "etc/varco");
}

/** The folder of Varco's own settings. */
export function settingsFolder(env: Environment = process.env, platform: string = process.platform): string {
  return join(configFolder(env, platform), "varco");
}
