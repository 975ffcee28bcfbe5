import assert from "node:assert/strict";
import { setTimeout as later } from "node:timers/promises";
import { FakeHost, until } from "../fake-host";
import { browser, errorPage, URL_, VAGUE } from "../fake-tabs";

describe("a failure that does not name the certificate", () => {
  it("asks the server first where the failure is vague, without access by the handshake alone", async () => {
    for (const [access, asks] of [
      [false, true],
      [false, false],
      [true, true],
      [true, false],
    ] as const) {
      const host = new FakeHost({ probe: () => ({ asks, issuers: [], tls: "TLSv1.2" }), look: () => ({ asks }) });
      const { router, pages } = browser({ access, host });
      await router.failed({ tabId: 1, url: URL_, error: VAGUE, errorPage });
      assert.equal(pages.size, asks ? 1 : 0);
      assert.deepEqual(
        [host.requests("probe"), host.requests("look")],
        access ? [[{ url: URL_ }], []] : [[], [{ origin: "https://login.example" }]],
      );
    }
  });

  it("asks no server for a private window that it may not reach", async () => {
    const { router, pages, host } = browser({ incognito: true });
    await router.failed({ tabId: 1, url: URL_, error: VAGUE, errorPage });
    assert.deepEqual([pages.size, host.starts], [0, 0]);
  });

  it("leaves the tab alone where it has gone elsewhere before the server answers", async () => {
    const visits = {
      "a vague failure": ({ router }: ReturnType<typeof browser>) =>
        router.failed({ tabId: 1, url: URL_, error: VAGUE, errorPage }),
      "a page that refuses": ({ router }: ReturnType<typeof browser>) =>
        router.answered({ tabId: 1, url: URL_, status: 400 }),
    };
    for (const access of [false, true])
      for (const [what, visit] of Object.entries(visits)) {
        const tabs = browser({ access });
        tabs.router.navigates({ tabId: 1, url: URL_ });
        const asking = visit(tabs);
        tabs.router.navigates({ tabId: 1, url: "https://altrove.example/" });
        await asking;
        assert.equal(tabs.pages.size, 0, what);
      }
  });

  it("leaves the tab alone where it has gone elsewhere before the browser's error page shows", async () => {
    const { router, pages, host } = browser();
    let shown: (isShown: boolean) => void = () => undefined;
    router.navigates({ tabId: 1, url: URL_ });
    const failing = router.failed({
      tabId: 1,
      url: URL_,
      error: VAGUE,
      errorPage: new Promise<boolean>((resolve) => (shown = resolve)),
    });
    await until(() => host.requests("look").length === 1);
    // The host's answer has arrived by then.
    await later(0);
    router.navigates({ tabId: 1, url: "https://altrove.example/" });
    shown(false);
    await failing;
    assert.equal(pages.size, 0);
  });

  it("opens the login where Firefox tells of the failure before the visit", async () => {
    const { router, pages } = browser();
    router.navigates({ tabId: 1, url: "https://servizi.example/" });
    const asking = router.failed({ tabId: 1, url: URL_, error: VAGUE, errorPage });
    router.navigates({ tabId: 1, url: URL_ });
    await asking;
    assert.equal(pages.size, 1);
  });
});
