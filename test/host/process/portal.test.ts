import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { FIREFOX_ID } from "../../../shared/identity";
import { Peer } from "./peer";
import { run } from "./run";
import { ordinaryPerson } from "./test-user";

const HOST = fileURLToPath(new URL("../../../dist/host/main.cjs", import.meta.url));

describe("The host, started by the portal of a browser in a sandbox", () => {
  it("serves Firefox's add-on over pipes without any argument, as Ubuntu's first portal starts it", async () => {
    for (const command of [
      [process.execPath, HOST],
      ["sh", "-c", 'cat | "$0" "$1" | cat', process.execPath, HOST],
    ] as const) {
      const peer = new Peer(command, []);
      await peer.hello();
      assert.equal(await peer.close(), 0);
    }
  });

  it("is a command line without pipes: it says how it is used", () => {
    const { stdout, status } = spawnSync(process.execPath, [HOST], {
      stdio: ["ignore", "pipe", "pipe"],
      encoding: "utf8",
    });
    assert.equal(status, 0);
    assert.match(stdout, /varco-host/);
  });

  it("does not offer the module: the browser could not load it", async () => {
    const { host, env, as, remove } = ordinaryPerson();
    try {
      assert.equal((await run(host, ["install"], "", env)).code, 0);
      const state = async (title: string) => {
        const program = `process.title = ${JSON.stringify(title)};
          const { spawn } = require("node:child_process");
          spawn(process.execPath, process.argv.slice(1), { stdio: "inherit" }).on("exit", (code) => process.exit(code));`;
        const starter = as(process.execPath, "-e", program, HOST);
        const peer = new Peer(starter, ["/it.varco.host.json", FIREFOX_ID], env);
        await peer.hello();
        const answer = await peer.request("module", {});
        await peer.close();
        return answer.state;
      };
      assert.equal(await state("xdg-desktop-portal"), "unavailable");
      assert.equal(await state("firefox"), "registered");
    } finally {
      remove();
    }
  });
});
