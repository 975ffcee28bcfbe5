import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import {
  forgetLoginAddress,
  isFailingAddress,
  isLoginAddress,
  isLoginPage,
  isLoginPagePath,
  rememberLoginAddress,
} from "../../../extension/remembered/login-addresses";
import { browserHasNoCard, noteModule } from "../../../extension/remembered/own-way";
import {
  forgetPortal,
  onRememberedChange,
  rememberedPortals,
  rememberPortal,
} from "../../../extension/remembered/portals";

type Listener = (changes: object, area: string) => void;

describe("Portals that are remembered", () => {
  let stored: Record<string, unknown>;
  let given: string[];
  let listeners: Set<Listener>;
  beforeEach(() => {
    stored = {};
    given = [];
    listeners = new Set();
    useFakeBrowser({
      storage: {
        local: {
          get: async (key: string) => ({ [key]: stored[key] }),
          set: async (values: object) => {
            Object.assign(stored, values);
            for (const listener of listeners) listener(values, "local");
          },
        },
        onChanged: {
          addListener: (one: Listener) => listeners.add(one),
          removeListener: (one: Listener) => listeners.delete(one),
        },
      },
      permissions: {
        remove: async ({ origins }: { origins: string[] }) => {
          given.push(...origins);
        },
      },
    });
  });

  it("are none at first, then each once, sorted", async () => {
    assert.deepEqual(await rememberedPortals(), []);
    for (const origin of ["https://b.example", "https://a.example:8443", "https://b.example"])
      await rememberPortal(origin);
    assert.deepEqual(await rememberedPortals(), ["https://a.example:8443", "https://b.example"]);
  });

  it("leave nothing behind when they are forgotten, neither the portal nor its login addresses", async () => {
    for (const origin of ["https://a.example", "https://b.example"]) {
      await rememberPortal(origin);
      await rememberLoginAddress(`${origin}/accesso?token=1`, "login");
      await rememberLoginAddress(`${origin}/pagina?token=1`, "page");
      await rememberLoginAddress(`${origin}/tls?token=1`, "failing");
    }
    await forgetPortal("https://a.example");
    assert.doesNotMatch(JSON.stringify(stored), /a\.example|token/);
    assert.equal(await isLoginAddress("https://a.example/accesso"), false);
    assert.equal(await isLoginAddress("https://b.example/accesso"), true);
    assert.equal(await isFailingAddress("https://b.example/tls"), true);
  });

  it("lose a single address that wants no certificate any more", async () => {
    for (const [path, kind] of [
      ["accesso", "login"],
      ["tls", "failing"],
      ["altro", "failing"],
    ] as const)
      await rememberLoginAddress(`https://a.example/${path}`, kind);
    await forgetLoginAddress("https://a.example/accesso?x=1");
    await forgetLoginAddress("https://a.example/tls");
    await forgetLoginAddress("https://b.example/mai-vista");
    assert.doesNotMatch(JSON.stringify(stored), /b\.example/);
    assert.equal(await isLoginAddress("https://a.example/accesso"), false);
    assert.equal(await isFailingAddress("https://a.example/tls"), false);
    assert.equal(await isFailingAddress("https://a.example/altro"), true);
  });

  it("are visited by a browser that has a card of its own, or may have one", async () => {
    assert.equal(await browserHasNoCard(), false, "nobody has looked");
    for (const [state, without] of [
      ["unavailable", true],
      ["usable", false],
      ["possible", true],
      ["restart", false],
      ["unseen", true],
      ["leaving", false],
    ] as const) {
      await noteModule(state);
      assert.equal(await browserHasNoCard(), without, state);
    }
  });

  it("have login addresses, whatever the query, and pages, of which the query counts and is not kept", async () => {
    const [login, page] = ["https://a.example/accesso?x=1", "https://a.example/pagina?id=segreto"];
    await rememberLoginAddress(login, "login");
    await rememberLoginAddress(page, "page");
    assert.doesNotMatch(JSON.stringify(stored), /segreto/);
    const other = "https://a.example/pagina?id=altro";
    assert.deepEqual(
      [await isLoginAddress("https://a.example/accesso?x=2"), await isLoginAddress(page), await isLoginPage(login)],
      [true, false, false],
    );
    assert.deepEqual(
      [await isLoginPage(page), await isLoginPage(other), await isLoginPage("https://a.example/pagina")],
      [true, false, false],
    );
    assert.deepEqual(
      [await isLoginPagePath(page), await isLoginPagePath(other), await isLoginPagePath("https://a.example/")],
      [true, true, false],
    );
  });

  it("are none when what is stored is no list of origins", async () => {
    for (const value of ["https://a.example", [1], ["http://a.example"], ["https://a.example/path"], null]) {
      stored["rememberedPortals"] = value;
      assert.deepEqual(await rememberedPortals(), []);
    }
  });

  it("give the access to their site back when forgotten", async () => {
    await rememberPortal("https://a.example");
    await forgetPortal("https://a.example");
    assert.deepEqual(await rememberedPortals(), []);
    assert.deepEqual(given, ["https://a.example/*"]);
  });

  it("keep the access that another port of the same host still needs", async () => {
    await rememberPortal("https://a.example");
    await rememberPortal("https://a.example:8443");
    await forgetPortal("https://a.example");
    assert.deepEqual(given, []);
  });

  it("tell who listens, until it stops", async () => {
    let calls = 0;
    const stop = onRememberedChange(() => {
      calls += 1;
    });
    await rememberPortal("https://a.example");
    stop();
    await rememberPortal("https://b.example");
    assert.equal(calls, 1);
  });
});
