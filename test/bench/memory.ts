import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { DEMO_PIN } from "../../devkit/stage/card";
import type { Stage } from "../../devkit/stage/stage";
import { VIRTUAL_READER_NAME } from "../../devkit/reader/virtual-readers";
import type { StartCommand } from "../../native-host/install/start-script";
import { Peer } from "../host/process/peer";

/** Resident memory of a process, in MB. `own`: what of it lies in no file. The rest it shares with others of its Node. */
export interface Memory {
  readonly resident: number;
  readonly own: number;
}

/**
 * Memory of the host, idle after a login that is over, and of a Node that does nothing. `program`: the Node for both, and
 * the options of the host's.
 */
export async function measureMemory(
  { host: [, ...words], portal }: Stage,
  [program, ...options]: StartCommand,
): Promise<{ host: Memory; node: Memory }> {
  const peer = new Peer([program, ...options, ...words]);
  await peer.hello();
  await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
  peer.pin = () => DEMO_PIN;
  const origin = portal.origins.identityProvider;
  await peer.request("probe", { url: `${origin}/` });
  const { login } = await peer.openLogin({ origin, reader: VIRTUAL_READER_NAME }).result;
  await peer.request("relay", { login, method: "GET", url: `${origin}/`, headers: [], bodyLength: 0 });
  await peer.request("closeLogin", { login });
  const host = memoryOf(peer.child.pid);
  await peer.close();
  const bare = spawn(program, ["-e", 'process.stdin.resume(); process.stdout.write("up")'], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(bare.stdout, "data");
  const node = memoryOf(bare.pid);
  bare.stdin.end();
  return { host, node };
}

/** From proc(5), `status`: another user may read it, too. */
function memoryOf(pid: number | undefined): Memory {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const megabytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  return { resident: megabytes("VmRSS"), own: megabytes("RssAnon") };
}
