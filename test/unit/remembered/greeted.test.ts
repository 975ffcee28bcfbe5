import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { fakeStorage } from "../pages/fake-storage";
import { greetsFirst } from "../../../extension/remembered/greeted";

describe("The greeting", () => {
  it("comes once in a profile, also when two events ask for it at once", async () => {
    const storage = fakeStorage();
    useFakeBrowser({ storage });
    assert.deepEqual(await Promise.all([greetsFirst(), greetsFirst()]), [true, false]);
    assert.deepEqual(storage.values, { greeted: true });
    assert.equal(await greetsFirst(), false);
  });
});
