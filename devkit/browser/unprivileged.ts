import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ThrowAwayHome } from "./home";

/**
 * Words before a command that is not to run as root. p11-kit reads the module files of a person only, and root is none
 * to it: where this process is root, the command gets a user namespace in which it is an ordinary user, to whom root's
 * files belong. Throws `Error` with the remedy where root may not make one.
 */
export function asPerson(): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  const words = ["unshare", "--user", "--map-user=1000", "--map-group=1000"];
  const [command = "", ...args] = words;
  try {
    execFileSync(command, [...args, "true"], { stdio: ["ignore", "ignore", "pipe"] });
  } catch (thrown) {
    const remedy = "Run this as an ordinary user, or in a container that may make user namespaces.";
    throw new Error(
      `As root, PKCS#11 modules of a user can be seen only from a user namespace, and none can be made here. ${remedy}`,
      { cause: thrown },
    );
  }
  return words;
}

/** A file in the home that starts the program as a person does: puppeteer wants one. */
export function startedByPerson(home: ThrowAwayHome, name: string, program: string): string {
  const words = asPerson();
  if (words.length === 0) return program;
  const file = join(home.path, ".started-as-person", name);
  mkdirSync(join(home.path, ".started-as-person"), { recursive: true });
  writeFileSync(file, `#!/bin/sh\nexec ${words.join(" ")} ${program} "$@"\n`);
  chmodSync(file, 0o755);
  return file;
}
