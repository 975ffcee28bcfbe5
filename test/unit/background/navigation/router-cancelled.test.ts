import assert from "node:assert/strict";
import { setTimeout as later } from "node:timers/promises";
import { until } from "../fake-host";
import { arrival, browser, CLEAR, errorPage, URL_, type Behind } from "../fake-tabs";

const SERVICE = "https://servizi.example/";
const VISIT = { tabId: 1, url: URL_ };
const FAILURE = { ...VISIT, error: CLEAR, errorPage };

/** A browser whose tab 1 shows the page of a login that is ready, with this history behind it. */
async function atLogin(behind: Behind[], options: Parameters<typeof browser>[0] = {}) {
  const tools = browser(options);
  const { router, history, pages, show, logins } = tools;
  await router.failed(FAILURE);
  history.set(1, behind);
  const views = show(1);
  await until(() => views.at(-1)?.phase.name === "ready");
  const first = pages.get(1)!;
  return { ...tools, first, cancel: () => logins.find(first, 1)!.take({ type: "cancel" }) };
}

describe("a tab whose login was cancelled", () => {
  const HISTORIES: Behind[][] = [
    [SERVICE],
    ["clear failure", SERVICE],
    ["vague failure", SERVICE],
    ["clear failure", "vague failure", SERVICE],
  ];
  for (const history of HISTORIES) {
    it(`is back where the way began, past ${history.slice(0, -1).join(" and ") || "nothing"}`, async () => {
      const { cancel, pages, first, done, logins } = await atLogin([...history], { access: true });
      cancel();
      await until(() => logins.find(first, 1) === null);
      assert.deepEqual(
        done,
        history.map((behind) => `back to ${behind}`),
      );
      assert.equal(pages.get(1), first, "no other login has begun");
    });
  }

  it("goes past the address of a remembered portal", async () => {
    const { cancel, router, pages, first, done } = await atLogin(["clear failure", SERVICE], {
      access: true,
      address: URL_,
    });
    cancel();
    await router.begins(VISIT);
    await until(() => done.includes(`back to ${SERVICE}`));
    assert.equal(pages.get(1), first);
  });

  it("goes on when Firefox tells twice that the step back begins", async () => {
    const { cancel, router, pages, first, done } = await atLogin(["silence", SERVICE]);
    cancel();
    router.navigates(VISIT);
    await router.failed(FAILURE);
    assert.deepEqual(done, ["back to silence", `back to ${SERVICE}`]);
    assert.equal(pages.get(1), first);
  });

  it("goes on when Firefox shows its error page on the way", async () => {
    const { cancel, router, pages, first, done } = await atLogin(["silence", SERVICE]);
    cancel();
    let shown: (is: boolean) => void = () => undefined;
    const failing = router.failed({
      ...FAILURE,
      errorPage: new Promise((resolve) => {
        shown = resolve;
      }),
    });
    await router.arrived(arrival(VISIT.tabId, VISIT.url));
    assert.deepEqual(done, ["back to silence"]);
    shown(true);
    await failing;
    assert.deepEqual(done, ["back to silence", `back to ${SERVICE}`]);
    assert.equal(pages.get(1), first);
  });

  it("says that the login was cancelled where there is nothing further back", async () => {
    const { cancel, pages, first, failed } = await atLogin(["clear failure"]);
    cancel();
    await until(() => pages.get(1) !== first);
    const view = await failed(1);
    assert.deepEqual(view.phase, {
      name: "failed",
      error: { code: "operation.cancelled", details: {} },
      mayRetry: true,
    });
  });

  it("never goes back for ever", async () => {
    const { cancel, failed, done, pages, first } = await atLogin(Array<Behind>(50).fill("clear failure"));
    cancel();
    await until(() => pages.get(1) !== first);
    await failed(1);
    assert.equal(done.length, 5);
  });

  const OPENED_AGAIN: [where: string, behind: Behind[]][] = [
    ["where the tab went back to", [SERVICE]],
    ["past a failure", ["clear failure", SERVICE]],
    ["by a page to which the person went while the step back waited for the server", ["silence"]],
    ["in the page of the login, behind which there is nothing", []],
    ["when there was nothing further back", ["clear failure"]],
  ];
  for (const [where, behind] of OPENED_AGAIN) {
    it(`gets the login as ever when the person opens the portal again ${where}`, async () => {
      const { cancel, router, pages, show, history } = await atLogin([...behind]);
      cancel();
      await until(() => history.get(1)?.length === 0);
      await later(10);
      show(1);
      const before = pages.get(1);
      if (behind[0] === "silence") router.navigates({ tabId: 1, url: SERVICE });
      router.navigates(VISIT);
      await router.failed(FAILURE);
      assert.notEqual(pages.get(1), before);
      const views = show(1);
      await until(() => views.at(-1)?.phase.name === "ready");
    });
  }
});
