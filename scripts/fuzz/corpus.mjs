import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../prepare.mjs";

/** Characters of the file that a search leaves in the repository. */
const MOST = 20_000;
/** Its name. Other files of the folder hold what once broke the target. */
const FILE = "reaching.hex";

/** The inputs that the repository keeps for a target: files of hexadecimal digits, an input in each line. */
function keptInputs(name) {
  const folder = join(ROOT, "test/unit/fuzz/corpus", name);
  const files = existsSync(folder) ? readdirSync(folder).map((file) => join(folder, file)) : [];
  return files.flatMap((file) =>
    readFileSync(file, "latin1")
      .trim()
      .split("\n")
      .map((line) => Buffer.from(line, "hex")),
  );
}

/** Writes the repository's inputs for a target into a folder of the fuzzer, a file each. */
export function seedCorpus(name, folder) {
  for (const input of keptInputs(name))
    writeFileSync(join(folder, createHash("sha1").update(input).digest("hex")), input);
}

/**
 * Writes the file by which libFuzzer learns for which inputs we want to know what they reach: how many there are, how
 * many it knows already, their paths.
 */
export function askWhatIsReached(folder, control) {
  const paths = readdirSync(folder).map((file) => join(folder, file));
  writeFileSync(control, `${[paths.length, 0, ...paths].join("\n")}\n`);
}

/**
 * Puts the shortest inputs that reach everything into the repository: first what branches they reach, then how often.
 * libFuzzer has added that to its file, by the number of the input (`COV`, `FT`). Returns a sentence about it.
 */
export function keepCorpus(name, control) {
  const lines = readFileSync(control, "latin1").trim().split("\n");
  const inputs = lines.slice(2, 2 + Number(lines[0])).map((path) => readFileSync(path).toString("hex"));
  const shortestFirst = inputs.map((_, at) => at).sort((one, other) => inputs[one].length - inputs[other].length);
  const reached = new Set();
  const kept = new Set();
  let left = MOST;
  for (const kind of ["COV", "FT"]) {
    const words = lines.map((line) => line.split(" ")).filter(([first]) => first === kind);
    const features = new Map(words.map(([, at, ...numbers]) => [Number(at), numbers.map((one) => `${kind}${one}`)]));
    for (const at of shortestFirst) {
      const fresh = (features.get(at) ?? []).filter((feature) => !reached.has(feature));
      if (fresh.length === 0 || kept.has(at) || inputs[at] === "" || inputs[at].length + 1 > left) continue;
      for (const feature of fresh) reached.add(feature);
      kept.add(at);
      left -= inputs[at].length + 1;
    }
  }
  const here = join(ROOT, "test/unit/fuzz/corpus", name);
  mkdirSync(here, { recursive: true });
  const text = shortestFirst.flatMap((at) => (kept.has(at) ? [`${inputs[at]}\n`] : [])).join("");
  writeFileSync(join(here, FILE), text);
  return `${kept.size} of ${inputs.length} inputs are in ${join(here, FILE)}.`;
}
