import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { run } from "./run";

const BATCH = {
  id: "new-batch",
  name: "New batch",
  recognition: { historicalBytes: "00 6b 04 0c 01 00 01 11 01 43 4e 53 11 31 80" },
  certificate: [{ path: "1100 1101" }],
  login: { df: null, pin: 16, puk: 17, environment: 3, key: 1 },
};

describe("Families of cards that a person adds", function () {
  this.timeout(60_000);
  let stage: Stage;
  let folder: string;
  before(async () => {
    stage = await openStage();
    folder = await mkdtemp(join(tmpdir(), "varco-families-"));
  });
  after(async () => {
    await stage.close();
    await rm(folder, { recursive: true });
  });

  const host = (args: readonly string[], input = "") => run(stage.host, args, input, stage.home.env);
  const write = async (name: string, content: unknown): Promise<string> => {
    await writeFile(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    return join(folder, name);
  };
  const kept = () => readFile(join(stage.home.env["XDG_CONFIG_HOME"]!, "varco/families.json"), "utf8");

  it("are shown, added, used, listed and removed", async () => {
    assert.match((await host(["families", "list"])).out, /No families were added/);
    const path = await write("batch.json", { families: [BATCH] });
    const refused = await host(["families", "add", path], "no\n");
    assert.match(refused.out, /New batch \(new-batch\)[^]*PIN 0x10, PUK 0x11, environment 0x03, key 0x01/);
    assert.match(refused.err, /^operation\.cancelled/);
    assert.match((await host(["families", "list"])).out, /No families were added/);

    assert.equal((await host(["families", "add", path], "yes\n")).code, 0);
    assert.match((await host(["families", "list"])).out, /^New batch \(new-batch\)/);
    assert.match((await host(["card"])).out, /^Card: +New batch, /m);

    assert.match((await host(["families", "remove", "nothing"])).err, /^families\.unknown/);
    assert.equal((await host(["families", "remove", "new-batch"])).code, 0);
    assert.match((await host(["card"])).out, /^Card: +CNS, /m);
  });

  it("stand beside those of the organisation, which nobody removes here", async () => {
    const root = join(folder, "root");
    await mkdir(join(root, "etc/varco"), { recursive: true });
    const path = join(root, "etc/varco/families.json");
    await writeFile(path, JSON.stringify({ families: [{ ...BATCH, id: "of-ente", name: "Batch of the body" }] }));
    const on = (...args: string[]) => run([...stage.host, `--devkit-system=${root}`], args, "", stage.home.env);
    assert.match(
      (await on("families", "list")).out,
      /^No families.*\n\nSet by the organisation, in .*\n\nBatch of the/,
    );
    assert.match((await on("card")).out, /^Card: +Batch of the body, /m);
    assert.match((await on("families", "remove", "of-ente")).err, /^families\.unknown/);
    await chmod(path, 0o666);
    const { out, err } = await on("card");
    assert.match(out, /^Card: +CNS, /m);
    assert.match(err, /families\.file.*other users can change it/);
  });

  it("stay as they were when a bad file comes", async () => {
    const good = await write("good.json", { families: [BATCH] });
    assert.equal((await host(["families", "add", good, "--yes"])).code, 0);
    const before = await kept();
    const bad = {
      "twice.json": { families: [BATCH] },
      "code.json": { families: [{ ...BATCH, id: "x", name: "x", run: "rm" }] },
      "range.json": { families: [{ ...BATCH, id: "x", name: "x", login: { ...BATCH.login, pin: 300 } }] },
      "big.json": " ".repeat(70_000),
      "text.json": "hello",
    };
    for (const [name, content] of Object.entries(bad)) {
      const { code, err } = await host(["families", "add", await write(name, content), "--yes"]);
      assert.equal(code, 1, name);
      assert.match(err, /^families\.file: .+\nAsk whoever sent it/, name);
    }
    assert.match((await host(["families", "add", "/dev/zero", "--yes"])).err, /^families\.file: .*longer than/);
    assert.match((await host(["families", "add", join(folder, "none.json")])).err, /^families\.file: .*ENOENT/);
    assert.equal(await kept(), before);
    await host(["families", "remove", "New batch"]);
  });

  it("do not keep the card from being read when their file is broken", async () => {
    const good = await write("good.json", { families: [BATCH] });
    await host(["families", "add", good, "--yes"]);
    await writeFile(join(stage.home.env["XDG_CONFIG_HOME"]!, "varco/families.json"), "{");
    const { code, out, err } = await host(["card"]);
    assert.equal(code, 0);
    assert.match(out, /^Card: +CNS, /m);
    assert.match(err, /families\.file/);
  });
});
