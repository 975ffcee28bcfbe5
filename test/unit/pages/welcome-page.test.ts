import assert from "node:assert/strict";
import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import type { CardPageView } from "../../../extension/card/view";
import { allGood, checksOf } from "../../../extension/pages/welcome/checks";
import { INSTALL_STEPS, systemOf, type System } from "../../../extension/pages/welcome/install-steps";
import { createLookAgain, PAUSE } from "../../../extension/pages/welcome/look-again";
import { WelcomePage, type Search } from "../../../extension/pages/welcome/page";
import { BLOCKED, insertedCard, left, problemView, reader, READER, shown } from "../../screens/card-views";
import { error } from "../../screens/views";
import { installDom } from "./dom";
import { speak } from "./speak";

const STARTING: CardPageView = { name: "starting" };
const MISSING = error("host.missing");
const FAILED: CardPageView = { name: "failed", error: MISSING };
const states = (view: CardPageView) => {
  const { host, reader: readers, card } = checksOf(view, null);
  return [host.state, readers.state, card.state];
};
const codes = (check: ReturnType<typeof checksOf>["host" | "reader" | "card"]) =>
  check.state === "problem" ? check.errors.map(({ code }) => code) : [];

describe("The three checks", () => {
  it("turn good one after the other", () => {
    assert.deepEqual(states(STARTING), ["waiting", "later", "later"]);
    assert.deepEqual(states(problemView("reader.none")), ["good", "problem", "later"]);
    assert.deepEqual(states(shown(reader(null))), ["good", "good", "problem"]);
    assert.deepEqual(states(shown(reader({ status: "reading" }))), ["good", "good", "waiting"]);
    assert.deepEqual(states(shown(reader())), ["good", "good", "good"]);
    assert.deepEqual(
      [STARTING, problemView("reader.none"), shown(reader(null)), shown(reader())].map((view) =>
        allGood(checksOf(view, null)),
      ),
      [false, false, false, true],
    );
  });

  it("name what is wrong", () => {
    assert.deepEqual(codes(checksOf(FAILED, MISSING).host), ["host.missing"]);
    assert.deepEqual(codes(checksOf(problemView("reader.service"), null).reader), ["reader.service"]);
    assert.deepEqual(codes(checksOf(shown(reader(null)), null).card), ["card.none"]);
    assert.deepEqual(codes(checksOf(shown(reader({ status: "unusable", error: error("card.not-cns") })), null).card), [
      "card.not-cns",
    ]);
    assert.deepEqual(codes(checksOf(shown(reader(insertedCard({ pin: BLOCKED }))), null).card), ["pin.blocked"]);
  });

  it("ignore the other readers if one has a card that can be used", () => {
    assert.deepEqual(states(shown(reader(null), { ...reader(), name: "Another" })), ["good", "good", "good"]);
  });

  it("are not good while every card is expired or not yet valid, and say why", () => {
    for (const code of ["certificate.expired", "certificate.not-yet-valid"] as const) {
      const view = shown(reader(insertedCard({ warnings: [error(code)] })));
      assert.deepEqual(states(view), ["good", "good", "problem"], code);
      assert.deepEqual(codes(checksOf(view, null).card), [code]);
      assert.equal(allGood(checksOf(view, null)), false, code);
    }
    const both = shown(reader(insertedCard({ pin: BLOCKED })), {
      ...reader(insertedCard({ warnings: [error("certificate.expired")] })),
      name: "Another",
    });
    assert.deepEqual(codes(checksOf(both, null).card), ["pin.blocked", "certificate.expired"]);
  });

  it("are good with one valid card beside an expired one", () => {
    const view = shown(reader(insertedCard({ warnings: [error("certificate.expired")] })), {
      ...reader(),
      name: "Another",
    });
    assert.deepEqual(states(view), ["good", "good", "good"]);
    const { card } = checksOf(view, null);
    assert.deepEqual(card.state === "good" && card.found, {
      holders: ["ADA COLLAUDO"],
      warnings: [],
      lastTry: false,
    });
  });

  it("are not good with a card that is dead or does not answer, and never advise the PUK of a dead card", () => {
    for (const [unusual, code] of [
      [{ pin: BLOCKED, puk: BLOCKED }, "puk.blocked"],
      [{ pin: { triesLeft: null, blocked: true } }, "pin.blocked"],
      [{ details: { state: "failed", error: error("card.mute") } }, "card.mute"],
    ] as const) {
      const checks = checksOf(shown(reader(insertedCard(unusual))), null);
      assert.equal(checks.card.state, "problem", code);
      assert.deepEqual(codes(checks.card), [code]);
      assert.equal(allGood(checks), false, code);
    }
  });

  it("are good with a card that another program uses now, and with one whose PUK alone is blocked", () => {
    assert.deepEqual(states(shown(reader(insertedCard({ details: { state: "failed", error: error("card.busy") } })))), [
      "good",
      "good",
      "good",
    ]);
    assert.deepEqual(states(shown(reader(insertedCard({ puk: BLOCKED })))), ["good", "good", "good"]);
  });

  it("wait for a second card to be read while the first one cannot be used", () => {
    const second = { ...reader({ status: "reading" }), name: "Another" };
    assert.deepEqual(states(shown(reader(insertedCard({ pin: BLOCKED })), second)), ["good", "good", "waiting"]);
  });

  it("stay as they were while Varco looks for a missing host again", () => {
    assert.deepEqual(checksOf(STARTING, MISSING), checksOf(FAILED, MISSING));
  });
});

describe("A host that does not answer", () => {
  let dom: ReturnType<typeof installDom>;
  let looked: number;
  let seen: (view: CardPageView) => void;
  let visible: boolean;
  let waiting: Map<number, { work: () => void; pause: number }>;
  const { setTimeout, clearTimeout } = globalThis;

  beforeEach(() => {
    dom = installDom();
    waiting = new Map();
    let count = 0;
    Object.assign(globalThis, {
      setTimeout: (work: () => void, pause: number) => {
        waiting.set(++count, { work, pause });
        return count;
      },
      clearTimeout: (timer: number) => waiting.delete(timer),
    });
    looked = 0;
    visible = true;
    Object.defineProperty(document, "visibilityState", { get: () => (visible ? "visible" : "hidden") });
    seen = createLookAgain(() => {
      looked += 1;
    });
  });
  afterEach(() => {
    Object.assign(globalThis, { setTimeout, clearTimeout });
    dom.remove();
  });
  const turn = (towards: boolean) => {
    visible = towards;
    document.dispatchEvent(new Event("visibilitychange"));
  };

  /** Time passes: what waits is done. */
  const pass = () => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const { work, pause } of due) {
      assert.equal(pause, PAUSE);
      work();
    }
  };

  it("is looked for again and again, until it is there", () => {
    for (let times = 1; times <= 3; times += 1) {
      seen(FAILED);
      assert.equal(looked, times - 1);
      pass();
      assert.equal(looked, times);
      seen(STARTING);
      pass();
      assert.equal(looked, times, "not while it is being looked for");
    }
    seen(shown(reader()));
    pass();
    assert.equal(looked, 3);
  });

  it("is looked for once at a time, however often it is reported missing", () => {
    seen(FAILED);
    seen(FAILED);
    assert.equal(waiting.size, 1);
  });

  it("is not looked for while nobody sees the page", () => {
    seen(FAILED);
    turn(false);
    pass();
    assert.equal(looked, 0);
    turn(true);
    pass();
    assert.equal(looked, 1);
  });
});

describe("The welcome page", () => {
  let dom: ReturnType<typeof installDom>;
  let looked: number;
  let copied: string[];
  let own: PropertyDescriptor | undefined;

  beforeEach(async () => {
    dom = installDom();
    looked = 0;
    copied = [];
    await speak("en");
    own = Object.getOwnPropertyDescriptor(globalThis, "navigator");
    Object.defineProperty(globalThis, "navigator", {
      value: {
        clipboard: {
          writeText: async (text: string) => {
            copied.push(text);
          },
        },
      },
      configurable: true,
    });
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
    if (own) Object.defineProperty(globalThis, "navigator", own);
    else Reflect.deleteProperty(globalThis, "navigator");
  });

  const show = (view: CardPageView, { system = "linux", search = "none" }: { system?: System; search?: Search } = {}) =>
    act(async () => {
      render(
        h(WelcomePage, {
          checks: checksOf(view, null),
          system,
          search,
          look: () => {
            looked += 1;
          },
          examination: null,
          examine: () => {},
        }),
        document.body,
      );
    });
  const item = (at: number) => document.querySelectorAll(".check-item")[at]!;
  const text = (selector = "main") => document.querySelector(selector)?.textContent ?? "";
  const button = (label: string) =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === label);

  it("says in words how each check stands, in a region of its own", async () => {
    await show(STARTING);
    const regions = [0, 1, 2].map((at) => item(at).querySelector("[role=status]")!);
    assert.deepEqual(
      regions.map(({ firstChild }) => firstChild!.textContent),
      ["Checking…", "Not yet", "Not yet"],
    );
    await show(shown(reader()));
    assert.deepEqual(
      regions.map(({ firstChild }) => firstChild!.textContent),
      ["All right", "All right", "All right"],
    );
    assert.match(regions[0]!.textContent, /Version: 0\.1\.0/);
    assert.ok(regions[1]!.textContent.includes(READER));
    assert.match(regions[2]!.textContent, /ADA COLLAUDO/);
    assert.ok(regions.every((region, at) => region === item(at).querySelector("[role=status]")));
  });

  it("gives the remedy for what is wrong, with a link to the help", async () => {
    await show(problemView("reader.none"));
    assert.match(item(1).textContent, /No card reader is connected.*Plug the reader in/);
    assert.equal(item(1).querySelector("a")!.getAttribute("href"), "/pages/help.html#no-reader");
  });

  it("says how to install the program on this system, and copies command lines", async () => {
    await show(FAILED);
    assert.ok(text().includes("sudo apt install pcscd"));
    assert.ok(text().includes("npm run -s host -- install"));
    await act(async () => button("Copy")!.click());
    assert.deepEqual(copied, ["sudo apt install pcscd"]);
    assert.match(text(".command [role=status]"), /Copied/);
    await show(FAILED, { system: "mac" });
    assert.ok(!text().includes("pcscd"));
    assert.ok(text().includes("npm run -s host -- install"));
    await show(FAILED, { system: "other" });
    assert.ok(document.querySelector("code") === null);
    assert.match(text(), /cannot install itself on this system yet/);
  });

  it("does not speak of installing if the program is there", async () => {
    await show({ name: "failed", error: error("protocol.version", { extension: 1, host: 2 }) });
    assert.ok(document.querySelector(".install") === null);
    assert.ok(button("Try again"));
  });

  it("looks again at once when the person asks for it, and says if the program is still missing", async () => {
    await show(FAILED);
    await act(async () => button("Try again")!.click());
    assert.equal(looked, 1);
    await show(FAILED, { search: "running" });
    assert.match(text(), /Looking…/);
    await show(FAILED, { search: "in-vain" });
    assert.match(text(), /Not there yet\./);
  });

  it("says what comes next, and when everything is ready", async () => {
    await show(shown(reader(null)));
    assert.equal(text(".all-good"), "");
    assert.match(text(), /Open the portal/);
    const region = document.querySelector(".all-good")!;
    await show(shown(reader()));
    assert.equal(region.textContent, "Everything is ready: you can log in.");
  });

  it("does not say that everything is ready with an expired card, but what to do", async () => {
    await show(
      shown(reader(insertedCard({ warnings: [error("certificate.expired", { notAfter: "2025-03-01T12:00:00Z" })] }))),
    );
    assert.match(item(2).textContent, /Needs attention.*expired on March 1, 2025/);
    assert.doesNotMatch(item(2).textContent, /All right/);
    assert.equal(text(".all-good"), "");
    assert.equal(item(2).querySelector("a")!.getAttribute("href"), "/pages/help.html#expired");
  });

  it("shows the warnings about a card that can still be used", async () => {
    await show(
      shown(reader(insertedCard({ warnings: [error("server.issuer-not-accepted", { host: "portal.example" })] }))),
    );
    assert.match(item(2).textContent, /All right.*portal\.example does not list/);
    assert.equal(text(".all-good"), "Everything is ready: you can log in.");
  });

  it("sends the person with a dead card to the help line, not to the PUK", async () => {
    await show(shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED }))));
    assert.match(item(2).textContent, /Needs attention.*PUK is blocked.*ask for a new card/);
    assert.doesNotMatch(item(2).textContent, /All right|Unblock it/);
    assert.equal(text(".all-good"), "");
    assert.equal(item(2).querySelector("a")!.getAttribute("href"), "/pages/help.html#puk-blocked");
  });

  it("warns before the last try", async () => {
    await show(shown(reader(insertedCard({ pin: left(1) }))));
    assert.match(item(2).textContent, /All right.*Only one PIN try is left.*only the PUK can unblock it/);
    await show(shown(reader()));
    assert.doesNotMatch(item(2).textContent, /one PIN try/);
  });

  it("knows the systems by their names in browsers", () => {
    assert.deepEqual(["linux", "mac", "win", "cros", "toString"].map(systemOf), [
      "linux",
      "mac",
      "other",
      "other",
      "other",
    ]);
    for (const steps of Object.values(INSTALL_STEPS)) assert.ok(steps.length > 0);
  });
});
