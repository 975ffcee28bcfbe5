import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { fakeStorage } from "../pages/fake-storage";
import { portalMemory } from "../../../extension/background/portal-memory";
import { isFailingAddress } from "../../../extension/remembered/login-addresses";
import { AccessOfLogins } from "../../../extension/remembered/login-access";
import { visit } from "../../../extension/background/relay/portal-request";

const PATTERN = "https://accesso.example/*";

describe("What is kept of the portal of a login", () => {
  let storage: ReturnType<typeof fakeStorage>;
  beforeEach(() => {
    storage = fakeStorage();
    useFakeBrowser({
      storage: { ...storage, session: fakeStorage().local },
      permissions: { contains: async () => false, remove: async () => true },
    });
  });
  const memory = (incognito: boolean) =>
    portalMemory(
      new AccessOfLogins(true),
      { tabId: 1, storeId: undefined, incognito, popup: false },
      {
        request: visit("https://accesso.example/entra"),
        observed: true,
        access: [PATTERN],
        begunBy: "failure",
        inVain: false,
      },
    );

  it("is its origin once the login has succeeded", async () => {
    assert.equal(await memory(false).isKnown(), false);
    await memory(false).succeeded();
    assert.equal(await memory(false).isKnown(), true);
  });

  it("is the address whose connection failed, if the person wants it, until it wants no certificate any more", async () => {
    const address = "https://accesso.example/entra?altro=1";
    await memory(false).succeeded();
    assert.equal(await isFailingAddress(address), false);
    await memory(false).remember();
    assert.equal(await isFailingAddress(address), true);
    await memory(false).forgetAddress();
    assert.equal(await isFailingAddress(address), false);
    assert.equal(await memory(false).isRemembered(), true);
  });

  it("is nothing in a private window, which knows what ordinary windows know", async () => {
    const inPrivate = memory(true);
    await inPrivate.succeeded();
    await inPrivate.remember();
    await inPrivate.over("again");
    assert.deepEqual(storage.values, {});
    await memory(false).succeeded();
    assert.equal(await memory(true).isKnown(), true);
  });

  it("is there from the beginning where the organisation has named the portal, and stays", async () => {
    useFakeBrowser({
      storage: {
        ...storage,
        session: fakeStorage().local,
        managed: { get: async () => ({ portals: ["https://accesso.example/entra"] }) },
      },
      permissions: { contains: async () => false, remove: async () => true },
    });
    await memory(false).forget();
    assert.equal(await memory(false).isRemembered(), true);
    assert.deepEqual(storage.values["knownPortals"], undefined);
  });
});
