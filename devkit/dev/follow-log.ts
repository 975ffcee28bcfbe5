import { closeSync, openSync, readSync, watch } from "node:fs";

const CHUNK = 64 * 1024;

/** Hands on every line that comes into a file from now on; makes the file if there is none. Returns the way to stop. */
export function followLog(path: string, line: (text: string) => void): () => void {
  const file = openSync(path, "a+");
  const bytes = Buffer.alloc(CHUNK);
  let at = 0;
  let rest = "";
  const read = () => {
    for (let count = readSync(file, bytes, 0, CHUNK, at); count > 0; count = readSync(file, bytes, 0, CHUNK, at)) {
      at += count;
      const lines = (rest + bytes.toString("utf8", 0, count)).split("\n");
      rest = lines.pop() ?? "";
      lines.forEach(line);
    }
  };
  const watcher = watch(path, read);
  return () => {
    watcher.close();
    closeSync(file);
  };
}
