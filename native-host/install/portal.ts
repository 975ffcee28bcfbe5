import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Programs that start hosts for browsers in a snap or a flatpak, by the name that the system keeps (15 characters,
 * proc(5)): Ubuntu's xdg-desktop-portal, xdg-native-messaging-proxy, and flatpak's helper for `flatpak-spawn --host`.
 */
const PORTALS: readonly string[] = ["xdg-desktop-portal", "xdg-native-messaging-proxy", "flatpak-session-helper"].map(
  (name) => name.slice(0, 15),
);

/**
 * Whether this process starts hosts for others: then the browser is in a sandbox, and cannot load modules. False also
 * where that cannot be seen. `pid`: number of the process; `proc`: folder of the processes (for tests).
 */
export function isPortal(pid: number, proc = "/proc"): boolean {
  try {
    return PORTALS.includes(readFileSync(join(proc, String(pid), "comm"), "utf8").trim());
  } catch {
    return false;
  }
}
