import { homedir } from "node:os";
import { hasDrive } from "./drive-path";

/** A path without the name of the person whose home it is in. */
export function shownPath(path: string, home: string = homedir()): string {
  const rest = path.slice(home.length);
  return home !== "" && home !== "/" && isSame(path.slice(0, home.length), home) && /^(?:[/\\]|$)/.test(rest)
    ? `~${rest}`
    : path;
}

/** Paths on Windows count in any case. */
function isSame(one: string, other: string): boolean {
  return hasDrive(other) ? one.toLowerCase() === other.toLowerCase() : one === other;
}
