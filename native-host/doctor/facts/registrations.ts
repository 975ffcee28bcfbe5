import { existsSync } from "node:fs";
import * as v from "valibot";
import { HOST_NAME } from "../../../shared/identity";
import type { Engine } from "../../install/browsers";
import { isExecutable } from "../../install/files";
import { hostManifest } from "../../install/manifest";

/** A native-messaging manifest of ours to which a browser is led. */
export interface HostRegistration {
  /** The browser's name in the table of browsers, and for people. */
  readonly browser: string;
  readonly title: string;
  /** The manifest. */
  readonly path: string;
  /** Whose it is. */
  readonly of: "person" | "everybody";
  /** The program that it names; null: none. */
  readonly program: string | null;
  /** What is wrong with it. */
  readonly problem: "missing" | "mode" | "damaged" | "foreign" | null;
}

/** Those that browsers use: of each the first. Of `all` the person's come before those for everybody. */
export function usedRegistrations(all: readonly HostRegistration[]): readonly HostRegistration[] {
  const used = new Map<string, HostRegistration>();
  for (const one of all) if (!used.has(one.browser)) used.set(one.browser, one);
  return [...used.values()];
}

const names = v.optional(v.array(v.string()), []);
const manifest = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    name: v.literal(HOST_NAME),
    path: v.string(),
    type: v.literal("stdio"),
    allowed_origins: names,
    allowed_extensions: names,
  }),
);
type Manifest = v.InferOutput<typeof manifest>;

/**
 * What a manifest is worth to a browser of that engine. `text`: null where there is no file. `placesOf`: where the
 * program that it names may be, the path that browsers take first.
 */
export function judged(
  text: string | null,
  engine: Engine,
  placesOf: (named: string) => readonly [string, ...string[]],
): Pick<HostRegistration, "program" | "problem"> {
  const parsed = v.safeParse(manifest, text);
  if (!parsed.success) return { program: null, problem: "damaged" };
  const places = placesOf(parsed.output.path);
  const [program] = places;
  const file = places.find((path) => existsSync(path));
  if (file === undefined) return { program, problem: "missing" };
  if (!admits(parsed.output, engine, program)) return { program, problem: "foreign" };
  return { program, problem: isExecutable(file) ? null : "mode" };
}

/** Whether it lets in everybody whom a manifest of this version lets in. */
function admits(given: Manifest, engine: Engine, program: string): boolean {
  const found = admitted(given);
  return admitted(v.parse(manifest, hostManifest(engine, program))).every((one) => found.includes(one));
}

function admitted({ allowed_origins, allowed_extensions }: Manifest): readonly string[] {
  return [...allowed_origins, ...allowed_extensions];
}
