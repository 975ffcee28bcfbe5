import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { fakeStorage } from "../pages/fake-storage";
import { AccessOfLogins } from "../../../extension/remembered/login-access";

const [PORTAL, SERVICE] = ["https://login.portal.example/*", "https://servizi.portal.example/*"];
const TAB = 1;

describe("Access that a login was given", () => {
  let granted: Set<string>;
  let local: ReturnType<typeof fakeStorage>;
  let session: ReturnType<typeof fakeStorage>;
  let access: AccessOfLogins;
  beforeEach(() => {
    granted = new Set();
    [local, session] = [fakeStorage(), fakeStorage()];
    useFakeBrowser({
      storage: { local: local.local, session: session.local },
      permissions: {
        contains: async ({ origins: [origin] }: { origins: [string] }) => granted.has(origin),
        remove: async ({ origins: [origin] }: { origins: [string] }) => granted.delete(origin),
      },
    });
    access = new AccessOfLogins(true);
  });

  /** A login begins, and the person gives the access. */
  async function given(incognito = false, patterns: readonly string[] = [PORTAL]) {
    const login = access.begin(TAB, incognito, patterns);
    // The browser's question comes long after.
    await new Promise(setImmediate);
    for (const pattern of patterns) granted.add(pattern);
    return login;
  }
  /** The browser has stopped the background, which begins anew. `ended`: the browser itself has ended, too. */
  async function startAnew({ ended = false, ownsOrdinary = true } = {}) {
    if (ended) for (const key of Object.keys(session.values)) Reflect.deleteProperty(session.values, key);
    access = new AccessOfLogins(ownsOrdinary);
    await access.restore();
  }

  for (const incognito of [false, true]) {
    const window = incognito ? "a private window" : "an ordinary window";

    it(`ends with the login in ${window}, and what was there before stays`, async () => {
      granted.add(SERVICE);
      const login = await given(incognito, [PORTAL, SERVICE]);
      await login.end("over");
      assert.deepEqual([...granted], [SERVICE]);
    });

    it(`ends in ${window} when the page has loaded to which the login led, or the tab is closed`, async () => {
      const login = await given(incognito);
      await access.loaded(TAB);
      await login.end("arrived");
      await access.loaded(TAB + 1);
      assert.deepEqual([...granted], [PORTAL], "the portal's answer is still to be seen");
      await access.loaded(TAB);
      assert.deepEqual([...granted], []);
    });

    it(`ends in ${window} with the last login at the site`, async () => {
      const first = await given(incognito);
      const second = await given(incognito);
      await first.end("over");
      assert.deepEqual([...granted], [PORTAL]);
      await second.end("over");
      assert.deepEqual([...granted], []);
    });

    it(`lasts in ${window} for the login that the person is to begin again, and ends with that`, async () => {
      await (await given(incognito)).end("again");
      await startAnew();
      assert.deepEqual([...granted], [PORTAL]);
      await (await given(incognito)).end("over");
      assert.deepEqual([...granted], []);
    });

    it(`ends in ${window} at the next start, if the background was stopped meanwhile`, async () => {
      await given(incognito);
      await startAnew();
      assert.deepEqual([...granted], []);
      assert.deepEqual(
        [local.values, session.values],
        [{}, {}].map((none, at) => (incognito === (at === 1) ? { accessToEnd: [] } : none)),
      );
    });

    it(`lasts over a stop of the background in ${window} for a login that goes on`, async () => {
      await given(incognito);
      access = new AccessOfLogins(true);
      const login = access.begin(TAB, incognito, [PORTAL]);
      await access.restore();
      assert.deepEqual([...granted], [PORTAL]);
      await login.end("over");
      assert.deepEqual([...granted], []);
    });
  }

  it("stays if the person wants the portal remembered", async () => {
    const login = await given();
    await login.keep();
    await login.end("arrived");
    await access.loaded(TAB);
    await startAnew();
    assert.deepEqual([...granted], [PORTAL]);
  });

  it("ends when the browser starts again, also for a login that was to begin again", async () => {
    await (await given()).end("again");
    await startAnew({ ended: true });
    assert.deepEqual([...granted], []);
  });

  it("of ordinary windows is not for the background of private windows to end", async () => {
    await given();
    await startAnew({ ownsOrdinary: false });
    assert.deepEqual([...granted], [PORTAL]);
  });

  it("of a login that an ordinary window still uses does not end with one of Chromium's private windows", async () => {
    await given();
    const login = new AccessOfLogins(false).begin(TAB, true, [PORTAL]);
    await login.end("over");
    assert.deepEqual([...granted], [PORTAL]);
  });

  it("of a private window is noted nowhere on the disk", async () => {
    await (await given(true)).end("again");
    assert.deepEqual(local.values, {});
  });

  it("is not ended by what is no list of sites", async () => {
    granted.add(PORTAL);
    for (const value of [PORTAL, [1], ["<all_urls>"], ["https://*/*/x"], { 0: PORTAL }]) {
      local.values["accessToEnd"] = value;
      await startAnew();
      assert.deepEqual([...granted], [PORTAL]);
    }
  });
});
