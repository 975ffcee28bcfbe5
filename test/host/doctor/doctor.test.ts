import assert from "node:assert/strict";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { run } from "../process/run";
import { ordinaryPerson } from "../process/test-user";
import { examinationOf, findingOf } from "./examination";

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

  it("says that a login would work at the portal, and names nobody", async () => {
    const asked = ["doctor", "--json", "--url", `${stage.portal.origins.identityProvider}/`];
    const { code, out, err } = await run(person.as(...stage.host), asked, "", { ...stage.home.env });
    const examination = examinationOf(JSON.parse(out));
    assert.equal(examination.ready, true, out);
    assert.equal(code, 0, err);
    assert.equal(findingOf(examination, "portal.issuer").outcome, "accepted");
    assert.doesNotMatch(out, /COLLAUDO|CLLDAA80A41X999S|6090000000000017/);
  });
});
