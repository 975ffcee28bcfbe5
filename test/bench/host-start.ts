import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { PROTOCOL_VERSION } from "../../shared/identity";
import { encodeFrame } from "../../native-host/messaging/frames";
import { ORIGIN_ARGUMENT } from "../host/process/peer";
import { median } from "./median";

/**
 * Milliseconds from starting the host's process to its first answer, and those of `node -e 0` with that Node, in turn,
 * medians.
 */
export async function measureStart(
  host: readonly [string, ...string[]],
  node: string = process.execPath,
  rounds = 20,
): Promise<{ host: number; node: number }> {
  const hosts: number[] = [];
  const nodes: number[] = [];
  for (let round = 0; round < rounds; round++) {
    hosts.push(await firstAnswer(host));
    const start = performance.now();
    spawnSync(node, ["-e", "0"]);
    nodes.push(performance.now() - start);
  }
  return { host: median(hosts), node: median(nodes) };
}

async function firstAnswer([command, ...args]: readonly [string, ...string[]]): Promise<number> {
  const start = performance.now();
  const child = spawn(command, [...args, ORIGIN_ARGUMENT], { stdio: ["pipe", "pipe", "ignore"] });
  const ended = once(child, "exit");
  child.stdin.write(
    encodeFrame({ kind: "request", id: 1, type: "hello", params: { protocol: PROTOCOL_VERSION, version: "bench" } }),
  );
  await once(child.stdout, "data");
  const took = performance.now() - start;
  child.stdin.end();
  await ended;
  return took;
}
