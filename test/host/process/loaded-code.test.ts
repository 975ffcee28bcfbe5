import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ModulePeer } from "./module-peer";
import { ORIGIN_ARGUMENT, Peer } from "./peer";

const FOLDER = fileURLToPath(new URL("../../../dist/host/", import.meta.url));
const RELEASE = [process.execPath, `${FOLDER}main.cjs`] as const;
/** Node writes which files it loads on standard error. */
const TELLING = { ...process.env, NODE_DEBUG: "module" };
/** Bytes of the build's code, without ASN.1 and what else few runs need: that alone is as much. */
const MOST = 500_000;

describe("The code that the host reads before it answers", () => {
  const loaded = (log: string) => [
    ...new Set([...log.matchAll(/load "([^"]+)"/g)].map(([, file]) => file!).filter((file) => file.startsWith(FOLDER))),
  ];
  const isLittle = (log: string) => {
    const files = loaded(log);
    assert(files.includes(RELEASE[1]), log);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    assert(bytes < MOST, `${bytes} bytes: ${files.join(" ")}`);
    for (const file of files) assert.doesNotMatch(readFileSync(file, "utf8"), /Peculiar Ventures/, file);
  };

  it("is little, for the extension", async () => {
    const host = new Peer(RELEASE, [ORIGIN_ARGUMENT], TELLING);
    const closed = once(host.child, "close");
    await host.hello();
    await host.close();
    await closed;
    isLittle(host.log);
  });

  it("is little, for programs that ask p11-kit", async () => {
    const module = new ModulePeer(RELEASE, TELLING);
    const closed = once(module.child, "close");
    await module.initialize();
    module.child.stdin.end();
    await closed;
    isLittle(module.log);
  });
});
