import assert from "node:assert/strict";
import * as v from "valibot";
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
});
