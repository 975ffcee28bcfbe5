import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

type Command = readonly [string, ...string[]];

const HOST: Command = [process.execPath, fileURLToPath(new URL("../../../dist/host/main.cjs", import.meta.url))];
const NOT_ROOT = ["unshare", "--user", "--map-user=1000", "--map-group=1000"] as const;
const ROOT = ["unshare", "--user", "--map-root-user"] as const;

/** A person with an empty home, and programs run by that person. */
export interface Person {
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  /** The host as it is delivered. */
  readonly host: Command;
  /** Another program. */
  as(...command: Command): Command;
  remove(): void;
}

/** Someone who is not root, whoever runs the tests: p11-kit and the host treat root in another way. `name`: of the home. */
export function ordinaryPerson(name = "home"): Person {
  return person(name, process.getuid?.() === 0 ? NOT_ROOT : []);
}

/** Root, or someone whom programs take for root. */
export function rootPerson(): Person {
  return person("home", process.getuid?.() === 0 ? [] : ROOT);
}

function person(name: string, prefix: readonly string[]): Person {
  const folder = mkdtempSync(join(tmpdir(), "varco-person-"));
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
