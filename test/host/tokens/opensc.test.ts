import assert from "node:assert/strict";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { OPENSC } from "../../../devkit/token/soft-token";
import { run } from "../process/run";

describe("A card in a PC/SC reader, through OpenSC's module", function suite() {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage({ reader: "pcsc" });
  });
  after(() => stage.close());
  const host = (args: readonly string[], input = "") =>
    run(stage.host, args, input, { ...process.env, ...stage.home.env });

  it("is not asked for a card that Varco drives itself", async () => {
    const { out, err } = await host(["card"]);
    assert.match(out, /Holder: +ADA COLLAUDO\n/, err);
    assert.doesNotMatch(out, /Through/);
  });

  it("is used where the person insists on it, with the reader's own name", async () => {
    const { out, err } = await host(["card", "--module", OPENSC]);
    assert.match(out, /Reader: +Virtual PCD 00 00\nThrough: +the program of OpenSC\n/, err);
    assert.match(out, /Holder: +ADA COLLAUDO\n/);
  });

  it("logs in", async () => {
    const url = `${stage.portal.origins.everyPage}/`;
    const { out, err } = await host(["get", url, "--pin-stdin", "--module", OPENSC], `${DEMO_PIN}\n`);
    assert.match(out, /ADA COLLAUDO/, err);
    assert.equal(stage.card.pinTriesLeft, 3);
  });

  it("tells a wrong PIN, once, and the tries that are left as the card counts them", async () => {
    const url = `${stage.portal.origins.everyPage}/`;
    const { err } = await host(["get", url, "--pin-stdin", "--module", OPENSC], "54321\n");
    assert.match(err, /pin\.wrong/);
    assert.equal(stage.card.pinTriesLeft, 2);
  });
});
