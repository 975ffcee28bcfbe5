import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { makeCard } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { run } from "../process/run";
import { ordinaryPerson } from "../process/test-user";

const told = v.looseObject({
  ready: v.boolean(),
  checks: v.array(v.looseObject({ id: v.string(), state: v.string(), outcome: v.string() })),
});

describe("The doctor", function suite() {
  this.timeout(60_000);
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  // Root's --fix would write into this machine's own /etc.
  const person = ordinaryPerson();
  after(async () => {
    await stage.close();
    person.remove();
  });
  afterEach(() => stage.door.insert(stage.card));

  const examine = async (...args: string[]) => {
    const { code, out, err } = await run(person.as(...stage.host), ["doctor", "--json", ...args], "", {
      ...stage.home.env,
    });
    const { ready, checks } = v.parse(told, JSON.parse(out));
    assert.equal(code, ready ? 0 : 1, err);
    return { ready, of: (id: string) => checks.find((check) => check.id === id)?.outcome, out };
  };

  it("says that a login would work at the portal, and names nobody", async () => {
    const { ready, of, out } = await examine("--url", `${stage.portal.origins.identityProvider}/`);
    assert.equal(ready, true, out);
    assert.equal(of("portal.issuer"), "accepted");
    assert.doesNotMatch(out, /COLLAUDO|CLLDAA80A41X999S|6090000000000017/);
  });

  it("sees a card that is gone, blocked, empty or out of date, and turns green with the right one", async () => {
    await stage.door.remove();
    assert.equal((await examine()).of("card.present"), "none");
    for (const [id, outcome, card] of [
      ["card.pin", "blocked", await makeCard(stage.pki, {}, { pinTriesLeft: 0 })],
      ["card.activated", "empty", await makeCard(stage.pki, {}, { certificate: null })],
      ["card.dates", "expired", await makeCard(stage.pki, { validity: "expired" })],
      ["card.contact", "radio", await makeCard(stage.pki, {}, { family: "ts-contactless" })],
    ] as const) {
      await stage.door.insert(card);
      const { ready, of, out } = await examine();
      assert.equal(of(id), outcome, out);
      assert.equal(ready, false);
    }
    await stage.door.insert(stage.card);
    assert.equal((await examine()).ready, true);
  });

  it("sees a registration that leads nowhere or is gone, and mends it with --fix", async () => {
    const manifest = join(stage.home.path, ".config/chromium/NativeMessagingHosts/it.varco.host.json");
    const script = join(stage.home.path, ".local/share/varco/varco-host");
    chmodSync(script, 0o644);
    assert.equal((await examine()).of("host.program"), "mode");
    assert.equal((await examine("--fix")).of("host.program"), "starts");
    rmSync(script);
    assert.equal((await examine()).of("host.program"), "missing");
    assert.equal((await examine("--fix")).of("host.program"), "starts");
    writeFileSync(manifest, "{");
    assert.equal((await examine()).of("host.program"), "damaged");
    assert.equal((await examine("--fix")).ready, true);
  });

  it("sees a portal that does not ask for the card", async () => {
    const { ready, of } = await examine("--url", stage.portal.serviceUrl);
    assert.equal(of("portal.asks"), "does-not-ask");
    assert.equal(ready, false);
  });
});
