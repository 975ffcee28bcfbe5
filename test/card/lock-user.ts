import { appendFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import type { LockedReader } from "../../native-host/cards/card-lock";
import { FileLock } from "../../native-host/cards/file-lock";

/**
 * A program of its own that takes the lock on a reader: `lock-user.ts FOLDER READER`, says `ready`, and then obeys
 * standard input: `take` (says `waits` if it has to, then the number of PIN changes), `count`, `release`, `turns N
 * JOURNAL` (takes it N times, writes into the journal when it comes and when it goes; says `done` and the longest that
 * it waited, in milliseconds).
 */
const [folder = "", reader = ""] = process.argv.slice(2);
const lock = new FileLock(() => folder);
const say = (line: string) => process.stdout.write(`${line}\n`);
let held: LockedReader | null = null;

async function turns(count: number, journal: string): Promise<string> {
  let longest = 0;
  for (let turn = 0; turn < count; turn += 1) {
    const asked = performance.now();
    const had = await lock.take(reader);
    longest = Math.max(longest, performance.now() - asked);
    appendFileSync(journal, `+${process.pid}\n`);
    await delay(2);
    appendFileSync(journal, `-${process.pid}\n`);
    had.release();
  }
  return `done ${Math.round(longest)}`;
}

async function obey([order, ...words]: readonly string[]): Promise<string> {
  if (order === "turns") return turns(Number(words[0]), words[1] ?? "");
  if (order === "take") {
    held = await lock.take(reader, { queued: () => say("waits") });
    return String(held.pinChanges);
  }
  if (order === "count") held?.countPinChange();
  if (order === "release") held?.release();
  return order ?? "";
}

say("ready");
for await (const line of createInterface({ input: process.stdin })) say(await obey(line.split(" ")));
