import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { PrivateAccess } from "../../../extension/remembered/private-access";

const [PORTAL, SERVICE] = ["https://login.portal.example/*", "https://servizi.portal.example/*"];

describe("Access that a login in a private window was given", () => {
  let granted: Set<string>;
  beforeEach(() => {
    granted = new Set();
    useFakeBrowser({
      permissions: {
        contains: async ({ origins: [origin] }: { origins: [string] }) => granted.has(origin),
        remove: async ({ origins: [origin] }: { origins: [string] }) => granted.delete(origin),
      },
    });
  });

  it("ends with the login, and what was there before stays", async () => {
    granted.add(SERVICE);
    const access = new PrivateAccess([PORTAL, SERVICE]);
    granted.add(PORTAL);
    await access.end();
    assert.deepEqual([...granted], [SERVICE]);
  });

  it("ends with the last login at the site", async () => {
    const first = new PrivateAccess([PORTAL]);
    granted.add(PORTAL);
    const second = new PrivateAccess([PORTAL]);
    await first.end();
    assert.deepEqual([...granted], [PORTAL]);
    await second.end();
    assert.deepEqual([...granted], []);
  });
});
