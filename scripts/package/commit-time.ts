import { execFileSync } from "node:child_process";
import { ROOT } from "./folders";

/** When the commit was made from which we build, in seconds since 1970: the same for everybody who builds it. */
export function commitTime(): number {
  return Number(execFileSync("git", ["log", "-1", "--format=%ct"], { cwd: ROOT, encoding: "utf8" }));
}
