import assert from "node:assert/strict";
import { PortalSessions } from "../../../../extension/background/navigation/portal-sessions";

const ORIGIN = "https://portale.example";

function setting(stored = new Map<string, unknown>()) {
  const clock = { now: 0 };
  const store = {
    all: async () => Object.fromEntries(stored),
    set: async (key: string, value: unknown) => void stored.set(key, value),
    remove: async (key: string) => void stored.delete(key),
  };
  return { sessions: new PortalSessions(store, () => clock.now), clock, stored };
}

describe("a tab in which a login has ended well", () => {
  it("is in a session at that origin, and at no other, nor is another tab", async () => {
    const { sessions } = setting();
    await sessions.begun(1, ORIGIN);
    assert.equal(await sessions.holds(1, `${ORIGIN}/pagina`), true);
    assert.equal(await sessions.holds(1, `${ORIGIN}:8443/`), false);
    assert.equal(await sessions.holds(2, `${ORIGIN}/`), false);
  });

  it("is in it for half an hour after each page of the portal", async () => {
    const { sessions, clock } = setting();
    await sessions.begun(1, ORIGIN);
    for (const [at, expected] of [
      [29, true],
      [58, true],
      [88, false],
    ] as const) {
      clock.now = at * 60_000;
      assert.equal(await sessions.holds(1, `${ORIGIN}/`), expected, String(at));
    }
  });

  it("is in it after the browser has stopped the background, and leaves nothing behind when it closes", async () => {
    const { sessions, stored } = setting();
    await sessions.begun(1, ORIGIN);
    const again = setting(stored);
    await again.sessions.restore();
    assert.equal(await again.sessions.holds(1, `${ORIGIN}/`), true);
    await again.sessions.over(1);
    assert.equal(stored.size, 0);
    stored.set("session:2", "x");
    await again.sessions.restore();
    assert.equal(await again.sessions.holds(2, `${ORIGIN}/`), false);
  });
});
