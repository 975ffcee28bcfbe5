import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { DEMO_PIN } from "../../devkit/stage/card";
import type { Stage } from "../../devkit/stage/stage";
import { VIRTUAL_READER_NAME } from "../../devkit/reader/virtual-readers";
import { Peer } from "../host/process/peer";

/**
 * Resident memory in MB of the host, idle after a login that is over, and of a Node that does nothing. `program`: the
 * Node for both.
 */
export async function measureMemory(
  { host: [, ...words], portal }: Stage,
  program: string,
): Promise<{ host: number; node: number }> {
  const peer = new Peer([program, ...words]);
  await peer.hello();
  await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
  peer.pin = () => DEMO_PIN;
  const origin = portal.origins.identityProvider;
  await peer.request("probe", { url: `${origin}/` });
  const { login } = await peer.openLogin({ origin, reader: VIRTUAL_READER_NAME }).result;
  await peer.request("relay", { login, method: "GET", url: `${origin}/`, headers: [], bodyLength: 0 });
  await peer.request("closeLogin", { login });
  const host = residentMegabytes(peer.child.pid);
  await peer.close();
  const bare = spawn(program, ["-e", 'process.stdin.resume(); process.stdout.write("up")'], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(bare.stdout, "data");
  const node = residentMegabytes(bare.pid);
  bare.stdin.end();
  return { host, node };
}

function residentMegabytes(pid: number | undefined): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
