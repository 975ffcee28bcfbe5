import { openStage } from "../../devkit/stage/stage";
import { DEMO_PIN } from "../../devkit/stage/card";
import { VIRTUAL_READER_NAME } from "../../devkit/reader/virtual-readers";
import { Peer } from "../host/process/peer";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
const f = (pid: any) => {
  const s = readFileSync(`/proc/${pid}/status`, "utf8");
  return ["VmRSS", "RssAnon", "RssFile", "Threads"]
    .map(
      (k) =>
        k +
        " " +
        (k === "Threads"
          ? new RegExp(k + ":\\s+(\\d+)").exec(s)![1]
          : (Number(new RegExp(k + ":\\s+(\\d+)").exec(s)![1]) / 1024).toFixed(1)),
    )
    .join(" ");
};
const N = "/tmp/pkproto/node";
const bare = spawn(N, ["-e", 'process.stdin.resume(); process.stdout.write("up")'], {
  stdio: ["pipe", "pipe", "inherit"],
});
await once(bare.stdout, "data");
console.log("bare26", f(bare.pid));
await new Promise((r) => setTimeout(r, 1500));
console.log("bare26 later", f(bare.pid));
bare.kill();
const stage: any = await openStage();
for (const [name, node, env] of [
  ["20", process.execPath, {}],
  ["26", N, {}],
  ["26 arena", N, { MALLOC_ARENA_MAX: "1" }],
  ["26 trim", N, { MALLOC_TRIM_THRESHOLD_: "65536", MALLOC_ARENA_MAX: "2" }],
] as any) {
  const host = [node, ...stage.host.slice(1)];
  const peer = new Peer(host as any, undefined, { ...process.env, ...env });
  await peer.hello();
  console.log(name, "hello", f(peer.child.pid));
  await peer.cards(({ readers }: any) => readers[0]?.card?.status === "ready");
  console.log(name, "cards", f(peer.child.pid));
  peer.pin = () => DEMO_PIN;
  const origin = stage.portal.origins.identityProvider;
  await peer.request("probe", { url: `${origin}/` });
  console.log(name, "probe", f(peer.child.pid));
  const { login } = await peer.openLogin({ origin, reader: VIRTUAL_READER_NAME }).result;
  await peer.request("relay", { login, method: "GET", url: `${origin}/`, headers: [], bodyLength: 0 });
  console.log(name, "relay", f(peer.child.pid));
  await peer.request("closeLogin", { login });
  console.log(name, "closed", f(peer.child.pid));
  await new Promise((r) => setTimeout(r, 3000));
  console.log(name, "3s", f(peer.child.pid));
  await peer.close();
}
await stage.close();
