import { homedir } from "node:os";

/** A path without the name of the person whose home it is in. */
export function shownPath(path: string, home: string = homedir()): string {
  return home !== "" && home !== "/" && (path === home || path.startsWith(`${home}/`))
    ? `~${path.slice(home.length)}`
    : path;
}
