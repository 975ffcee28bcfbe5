import assert from "node:assert/strict";
import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import type { Wait } from "../../../extension/pages/login/composure";
import { LoginPage } from "../../../extension/pages/login/page";
import type { LoginCommand, LoginView } from "../../../extension/login/view";
import { error, readers, ready, readyCard, view, withOwnWay } from "../../screens/views";
import { installDom } from "./dom";
import { speak } from "./speak";

const EVERY_PAGE = view({ name: "failed", error: error("portal.every-page", { host: "p.example" }), mayRetry: false });
const NO_CARD = view(ready(), readers(null));

describe("The login page, where the browser has a way of its own", () => {
  let dom: ReturnType<typeof installDom>;
  let sent: LoginCommand[];
  /** Questions for permissions that the browser has been asked; each is answered by the test. */
  let asked: { readonly what: unknown; readonly answer: (granted: boolean | Error) => Promise<void> }[];

  beforeEach(async () => {
    dom = installDom();
    sent = [];
    asked = [];
    await useBrowser(["pkcs11"]);
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  const NEVER = { addListener: () => {}, removeListener: () => {} };
  const useBrowser = (optional_permissions?: string[]) =>
    speak("en", {
      runtime: { id: "test", getManifest: () => ({ optional_permissions }) },
      permissions: {
        contains: async () => true,
        onAdded: NEVER,
        onRemoved: NEVER,
        request: (what: unknown) =>
          new Promise((resolve, reject) => {
            asked.push({
              what,
              answer: (granted) => act(async () => (granted instanceof Error ? reject(granted) : resolve(granted))),
            });
          }),
      },
    });
  const atOnce: Wait = (_, work) => {
    work();
    return () => {};
  };
  const show = async (shown: LoginView) => {
    await act(async () =>
      render(
        h(LoginPage, {
          view: shown,
          wait: atOnce,
          send: (command) => {
            sent.push(command);
          },
        }),
        document.body,
      ),
    );
    await act(async () => {});
  };
  const at = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const text = (selector = "main") => document.querySelector(selector)?.textContent ?? "";
  const press = (id: string) => act(async () => at(id)!.click());
  const pin = () => document.querySelector<HTMLInputElement>("#pin");

  it("says nothing of it where there is none", async () => {
    await show(view(ready()));
    assert.deepEqual(["module-offer", "module-open-portal", "module-relay-instead", "module-restart"].map(at), [
      null,
      null,
      null,
      null,
    ]);
    assert.ok(pin());
  });

  it("offers it with one button and one sentence; the login here is below, with the focus in its field", async () => {
    await show(withOwnWay("possible"));
    assert.match(text('[data-testid="module-offer"]'), /every page of every portal, and asks for the PIN itself\./);
    assert.equal(at("module-offer")!.querySelectorAll("button").length, 1);
    assert.match(text(), /Or log in here, just this once/);
    assert.ok(document.activeElement === pin());
    assert.ok(
      pin()!.getAttribute("aria-describedby")!.split(" ").includes(at("module-offer")!.querySelector("p")!.id),
      "who is led to the field hears the offer",
    );
    assert.ok(at("module-offer")!.compareDocumentPosition(pin()!) & 4, "above the field");
  });

  it("asks for the permission in the very click, says so, and tells the background then", async () => {
    await show(withOwnWay("possible"));
    at("module-turn-on")!.click();
    assert.deepEqual(
      asked.map(({ what }) => what),
      [{ permissions: ["pkcs11"] }],
    );
    await act(async () => {});
    assert.match(text('[data-testid="module-offer"] [role=status]'), /Answer the question of the browser/);
    await press("module-turn-on");
    assert.equal(asked.length, 1, "one question at a time");
    assert.deepEqual(sent, []);
    await asked[0]!.answer(true);
    assert.deepEqual(sent, [{ type: "turnModuleOn" }]);
    await show(withOwnWay("turning-on"));
    assert.match(text('[data-testid="module-offer"] [role=status]'), /Getting the browser ready/);
    await press("module-turn-on");
    assert.equal(asked.length, 1);
  });

  it("turns nothing on without the permission, and can be asked again", async () => {
    await show(withOwnWay("possible"));
    await press("module-turn-on");
    await asked[0]!.answer(false);
    assert.deepEqual(sent, []);
    await press("module-turn-on");
    await asked[1]!.answer(new Error("unknown permission"));
    assert.deepEqual(sent, []);
    assert.match(text('[data-testid="module-offer"]'), /cannot use the card by itself on this computer/);
  });

  it("asks for no permission in Chromium, and says before the click that it takes a new start", async () => {
    await useBrowser();
    await show(withOwnWay("possible"));
    assert.match(text('[data-testid="module-offer"]'), /once you have closed and opened it again/);
    await press("module-turn-on");
    assert.deepEqual([asked.length, sent], [0, [{ type: "turnModuleOn" }]]);
    await show(withOwnWay("restart"));
    assert.match(text('[data-testid="module-restart"]'), /^Close all windows of the browser and open it again/);
    assert.ok(pin());
  });

  it("has the browser open the portal as soon as a card is ready, with the focus on that button", async () => {
    await show(withOwnWay("open", NO_CARD));
    assert.match(text(), /Insert the card/);
    assert.equal(at("module-open-portal"), null);
    await show(withOwnWay("open"));
    assert.ok(pin() === null);
    assert.ok(document.activeElement === at("module-open-portal"));
    await press("module-open-portal");
    await press("module-relay-instead");
    assert.deepEqual(
      sent.map(({ type }) => type),
      ["openPortal", "loginHere"],
    );
  });

  it("leaves the focus where the person put it", async () => {
    await show(withOwnWay("open"));
    at("module-relay-instead")!.focus();
    await show(withOwnWay("open", { ...view(ready()), remembered: true }));
    assert.ok(document.activeElement === at("module-relay-instead"));
  });

  it("warns before the last try where the browser asks for the PIN, too", async () => {
    await show(
      withOwnWay(
        "open",
        view(ready(null, ["CN=Other"]), readers(readyCard({ pin: { triesLeft: 1, blocked: false } }))),
      ),
    );
    assert.match(text("#last-try"), /Last try/);
    assert.match(text(), /issuer that accesso\.portale\.example does not list/);
    assert.ok(at("module-open-portal")!.getAttribute("aria-describedby")!.includes("last-try"));
  });

  it("leaves the choice among several cards to the browser", async () => {
    await show(withOwnWay("open", view(ready(), readers(readyCard(), readyCard()))));
    assert.equal(document.querySelector("[type=radio]"), null);
    assert.ok(at("module-open-portal"));
  });

  it("shows that the browser is on its way, and lets the person log in here or call it off", async () => {
    await show(withOwnWay("open", view({ name: "opening" })));
    assert.match(text("[role=status]"), /Answer its questions/);
    await press("module-relay-instead");
    await act(async () =>
      [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Cancel")!.click(),
    );
    assert.deepEqual(
      sent.map(({ type }) => type),
      ["loginHere", "cancel"],
    );
  });

  it("says in one sentence why the login is here although the browser uses the card", async () => {
    for (const [state, why] of [
      ["without-card", /already opened this portal without the card/],
      ["in-vain", /has tried with the card by itself/],
    ] as const) {
      await show(withOwnWay(state));
      assert.match(text(), why);
      assert.ok(pin());
      assert.equal(at("module-open-portal"), null);
    }
  });

  it("says so where it could not be turned on", async () => {
    await show(withOwnWay("none", view(ready()), error("module.not-loaded", { reason: "x" })));
    assert.match(text("[role=alert]"), /cannot use the card by itself on this computer/);
    assert.ok(pin());
  });

  describe("at a portal that wants the certificate on every page", () => {
    it("offers it with one click", async () => {
      await show(withOwnWay("possible", EVERY_PAGE));
      assert.match(text("[role=alert]"), /needs a browser that uses the card itself/);
      assert.match(text('[data-testid="module-offer"]'), /every page of every portal/);
      await press("module-turn-on");
      await asked[0]!.answer(true);
      assert.deepEqual(sent, [{ type: "turnModuleOn" }]);
    });

    it("has the browser open it, where the browser uses the card", async () => {
      await show(withOwnWay("open", EVERY_PAGE));
      await press("module-open-portal");
      assert.deepEqual(sent, [{ type: "openPortal" }]);
    });

    it("says what to do where nothing helps at once", async () => {
      const remedies = new Set<string>();
      for (const [state, what] of [
        ["none", /Firefox on Linux/],
        ["restart", /Close all windows of the browser and open it again/],
        ["in-vain", /open it again with the card inserted/],
      ] as const) {
        await show(withOwnWay(state, EVERY_PAGE));
        assert.match(text(), what);
        remedies.add(text());
        assert.equal(at("module-offer"), null);
      }
      assert.equal(remedies.size, 3);
      await show(withOwnWay("none", EVERY_PAGE, error("module.not-loaded", { reason: "x" })));
      assert.match(text(), /cannot use the card by itself on this computer/);
    });

    it("is offered for no other failure", async () => {
      await show(
        withOwnWay(
          "possible",
          view({ name: "failed", error: error("server.cut", { host: "p.example" }), mayRetry: true }),
        ),
      );
      assert.equal(at("module-offer"), null);
    });
  });
});
