import { readdirSync, readFileSync } from "node:fs";

const CORPUS = new URL("corpus/", import.meta.url);

/** The names of the targets that have inputs. */
export const corpusNames = readdirSync(CORPUS);

/** Inputs of a target by the names of their files: hexadecimal digits, an input in each line. */
export function corpusOf(target: string): readonly (readonly [file: string, inputs: readonly Buffer[]])[] {
  const folder = new URL(`${target}/`, CORPUS);
  return readdirSync(folder).map((file) => {
    const lines = readFileSync(new URL(file, folder), "latin1").trim().split("\n");
    return [file, lines.map((line) => Buffer.from(line, "hex"))];
  });
}
