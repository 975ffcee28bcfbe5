import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { createServer } from "node:http";
import { listenOnLoopback } from "../../../devkit/portal/loopback";
import { listenLines, startNginx } from "../../../devkit/portal/nginx";

const answering =
  (text: string) =>
  ({ ports: [port] }: { ports: readonly number[] }) =>
    `server { ${listenLines(port ?? 0)} return 200 "${text}"; }`;

describe("a private nginx", () => {
  it("answers as soon as it counts as running, and leaves no folder behind when it is closed", async () => {
    const nginx = await startNginx({ ports: [0], conf: answering("ready") });
    const answer = await fetch(`http://127.0.0.1:${nginx.ports[0]}/`);
    assert.equal(await answer.text(), "ready");
    await nginx.close();
    await nginx.close();
    await assert.rejects(fetch(`http://127.0.0.1:${nginx.ports[0]}/`));
    await assert.rejects(access(nginx.folder));
  });

  it("reports nginx's own message when the configuration is wrong", async () => {
    await assert.rejects(startNginx({ ports: [], conf: () => "nonsense;" }), /unknown directive "nonsense"/);
  });

  it("refuses a fixed port that is taken", async () => {
    const taken = await listenOnLoopback(0, () => createServer());
    await assert.rejects(startNginx({ ports: [taken.port], conf: answering("no") }), /a port is taken/);
    await taken.close();
  });

  it("takes another port when somebody else took the free one first", async () => {
    const seen: number[] = [];
    const busy: (() => Promise<void>)[] = [];
    const nginx = await startNginx({
      ports: [0],
      conf: async (place) => {
        const port = place.ports[0] ?? 0;
        if (seen.push(port) === 1) busy.push((await listenOnLoopback(port, () => createServer())).close);
        return answering("second")(place);
      },
    });
    assert.equal(seen.length, 2);
    assert.equal(await (await fetch(`http://127.0.0.1:${nginx.ports[0]}/`)).text(), "second");
    await nginx.close();
    await Promise.all(busy.map((close) => close()));
  });
});
