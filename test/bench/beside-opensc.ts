import { spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { modelTime } from "../../devkit/card/index";
import { Programs } from "../host/pkcs11/programs";

/**
 * Starts `pkcs11-tool --module p11-kit-proxy.so -L` again and again, with OpenSC's module beside ours, as Debian sets
 * p11-kit up. Each time the card was put in a moment ago. Prints how many starts saw our token, and what the others
 * saw: `node --import tsx test/bench/beside-opensc.ts [STARTS] [T=0|T=1] [MS AFTER THE INSERTION] [BUSY LOOPS] [BAUD]`.
 */
const [starts = "20", protocol = "T=0", after = "2000", busy = "1", baud = "115200"] = process.argv.slice(2);
const line = { baud: Number(baud), protocol: protocol === "T=0" ? "T=0" : "T=1" } as const;
const programs = await Programs.open({
  card: { protocol: line.protocol, pace: async (exchange) => delay(modelTime([exchange], line)) },
});
const busyLoops = Array.from({ length: Number(busy) }, () => spawn(process.execPath, ["-e", "for (;;) ;"]));
try {
  await programs.addOpenSc();
  const { door, card } = programs.stage;
  let seen = 0;
  for (let start = 1; start <= Number(starts); start += 1) {
    await door.remove();
    await delay(600);
    card.clearTrace();
    await door.insert(card);
    await delay(Number(after));
    const begun = performance.now();
    const { out, err, code } = await programs.pkcs11("-L");
    const took = Math.round(performance.now() - begun);
    const found = /token manufacturer +: Varco/.test(out);
    if (found) seen += 1;
    const theirs = /token manufacturer +: (?!Varco)/.test(out) ? "too" : "not";
    const tail = found
      ? ""
      : `\n${out}${err}${card.trace.map(({ command, answer }) => `${command} ${answer ?? ""}`).join("\n")}`;
    const { apdus, resets } = card.counters;
    const cost = `${code}, ${took} ms, ${apdus} APDUs, ${resets} resets; OpenSC's ${theirs}`;
    process.stdout.write(`${start}: ${found ? "token" : "NO TOKEN"} (${cost})${tail}\n`);
  }
  process.stdout.write(`${protocol}: ${seen} tokens of ${starts} starts\n`);
} finally {
  for (const loop of busyLoops) loop.kill();
  await programs.close();
}
