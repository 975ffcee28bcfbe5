import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

type Command = readonly [string, ...string[]];

const HOST: Command = [process.execPath, fileURLToPath(new URL("../../../dist/host/main.cjs", import.meta.url))];
const NOT_ROOT = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] as const;
const ROOT = ["unshare", "--user", "--map-root-user"] as const;

/** A user with an empty home, and programs that this user runs. */
export interface TestUser {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** The host of the release. */
  readonly host: Command;
  /** Another program, run by this user. */
  readonly as: (...command: Command) => Command;
  readonly remove: () => void;
}

/**
 * A user who is not root, whoever runs the tests: p11-kit and the host treat root differently. `name`: how the name of
 * the home begins.
 */
export function ordinaryPerson(name = "home"): TestUser {
  return person(name, process.getuid?.() === 0 ? NOT_ROOT : []);
}

/** Root, or a user whom programs take for root. */
export function rootPerson(): TestUser {
  return person("home", process.getuid?.() === 0 ? [] : ROOT);
}

function person(name: string, prefix: readonly string[]): TestUser {
  const folder = mkdtempSync(join(tmpdir(), "varco-user-"));
  const home = mkdtempSync(join(folder, name));
  const as = (...[first, ...words]: Command): Command => {
    const [program = first, ...rest] = [...prefix, first, ...words];
    return [program, ...rest];
  };
  return {
    home,
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: "", XDG_DATA_HOME: "" },
    host: as(...HOST),
    as,
    remove: () => rmSync(folder, { recursive: true }),
  };
}
