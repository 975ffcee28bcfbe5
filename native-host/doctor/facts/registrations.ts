import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { HOST_NAME } from "../../../shared/identity";
import type { Engine } from "../../install/browsers";
import { isExecutable, readText } from "../../install/files";
import { hostManifest } from "../../install/manifest";
import { modulePlaces } from "../../install/module-state";

/** A native-messaging manifest of ours that a browser finds. */
export interface HostRegistration {
  /** The browser's name in the table of browsers, and for people. */
  readonly browser: string;
  readonly title: string;
  readonly path: string;
  /** Whose it is. */
  readonly of: "person" | "everybody";
  /** The program that it names; null: none. */
  readonly program: string | null;
  /** What is wrong with it. */
  readonly problem: "missing" | "mode" | "damaged" | "foreign" | null;
}

const manifest = v.looseObject({ name: v.literal(HOST_NAME), path: v.string(), type: v.literal("stdio") });

/** All of them, of this person's and of the system's whose files are under `root`. Throws `install.read`. */
export function hostRegistrations(root: string): readonly HostRegistration[] {
  const places = modulePlaces(root);
  if (places === null) return [];
  const scopes = [
    ["person", places.user],
    ["everybody", places.system],
  ] as const;
  return scopes.flatMap(([of, { browsers }]) =>
    browsers.flatMap(({ name, title, engine, hostManifests }) =>
      hostManifests.flatMap((path) => {
        const text = readText(path, "utf8");
        return text === null ? [] : [{ browser: name, title, path, of, ...judged(text, engine, root) }];
      }),
    ),
  );
}

/** Those that browsers use: of each the person's, before that for everybody. */
export function usedRegistrations(all: readonly HostRegistration[]): readonly HostRegistration[] {
  const used = new Map<string, HostRegistration>();
  for (const one of all) if (!used.has(one.browser)) used.set(one.browser, one);
  return [...used.values()];
}

function judged(text: string, engine: Engine, root: string): Pick<HostRegistration, "program" | "problem"> {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), text);
  if (!parsed.success) return { program: null, problem: "damaged" };
  const program = parsed.output.path;
  const file = [program, join(root, program)].find((path) => existsSync(path));
  if (file === undefined) return { program, problem: "missing" };
  if (!admits(parsed.output, engine, program)) return { program, problem: "foreign" };
  return { program, problem: isExecutable(file) ? null : "mode" };
}

const allowed = v.looseObject({
  allowed_origins: v.optional(v.array(v.string()), []),
  allowed_extensions: v.optional(v.array(v.string()), []),
});

/** Whether it lets in everybody whom a manifest of this version lets in. */
function admits(given: unknown, engine: Engine, program: string): boolean {
  const [found, wanted] = [given, parsedManifest(engine, program)].map((one) => {
    const { allowed_origins, allowed_extensions } = v.parse(allowed, one);
    return [...allowed_origins, ...allowed_extensions];
  });
  return wanted?.every((one) => found?.includes(one)) ?? false;
}

function parsedManifest(engine: Engine, program: string): unknown {
  return JSON.parse(hostManifest(engine, program));
}
