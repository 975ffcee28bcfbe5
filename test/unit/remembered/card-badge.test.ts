import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { setCardBadge, wantsCardBadge } from "../../../extension/remembered/card-badge";
import { fakeStorage } from "../pages/fake-storage";

describe("The badge for addresses that take the card", () => {
  it("is wanted until the person turns it off, and when what is stored says nothing", async () => {
    const storage = fakeStorage();
    useFakeBrowser({ storage });
    assert.equal(await wantsCardBadge(), true);
    await setCardBadge(false);
    assert.equal(await wantsCardBadge(), false);
    await setCardBadge(true);
    assert.equal(await wantsCardBadge(), true);
    storage.values["cardBadge"] = "no";
    assert.equal(await wantsCardBadge(), true);
  });
});
