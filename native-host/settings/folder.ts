import { homedir } from "node:os";
import { join } from "node:path";

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

/** The folder of Varco's own settings. */
export function settingsFolder(env: Environment = process.env, platform: string = process.platform): string {
  return join(configFolder(env, platform), "varco");
}
