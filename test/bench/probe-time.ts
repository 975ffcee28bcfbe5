import type { Stage } from "../../devkit/stage/stage";
import { Peer } from "../host/process/peer";
import { median } from "./median";

/** Milliseconds of the host's question to a server whether it wants a certificate, median. */
export async function measureProbe(stage: Stage, rounds = 7): Promise<number> {
  const peer = new Peer(stage.host);
  await peer.hello();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await peer.request("probe", { url: stage.portal.idpUrl });
    times.push(performance.now() - started);
  }
  await peer.close();
  return median(times);
}
