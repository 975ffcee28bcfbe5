import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const FOLDER = new URL("../../../golden/p11-kit/", import.meta.url);

/** A token of a line: a comment, a text, or hexadecimal digits. */
const TOKEN = /#.*$|"([^"]*)"|([0-9a-f]{2})+|(\S)/g;

/**
 * The messages of a golden file by their names. A line `[name]` begins a message; its bytes follow as hexadecimal
 * digits and "ASCII texts", with spaces anywhere between two bytes. `#` begins a comment.
 */
export function golden(file: string): (name: string) => Buffer {
  const messages = new Map<string, Buffer>();
  for (const section of readFileSync(new URL(`${file}.txt`, FOLDER), "utf8")
    .split(/^(?=\[)/m)
    .slice(1)) {
    const [, name = "", body = ""] = /^\[(.*)\]\n([^]*)$/.exec(section) ?? assert.fail(section);
    assert.ok(!messages.has(name), `${file}: ${name} twice`);
    messages.set(name, Buffer.concat(body.split("\n").flatMap(bytesOfLine)));
  }
  return (name) => Buffer.from(messages.get(name) ?? assert.fail(`${file}: no message "${name}"`));
}

function bytesOfLine(line: string): Buffer[] {
  return [...line.matchAll(TOKEN)].flatMap(([token, text, , other]) => {
    assert.equal(other, undefined, `${String(other)} in: ${line}`);
    if (token.startsWith("#")) return [];
    return [text === undefined ? Buffer.from(token, "hex") : Buffer.from(text, "latin1")];
  });
}
