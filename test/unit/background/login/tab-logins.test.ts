import assert from "node:assert/strict";
import { FakeHost, until } from "../fake-host";
import { browser, URL_ } from "../fake-tabs";
import { file, html, portal, submit } from "./portal";

describe("A login whose background the browser may stop", () => {
  it("is not begun anew where its page shows a file of the portal, but where it shows choices again", async () => {
    const choices = html("<p>Documenti</p><a href='/referto'>Referto</a>");
    const { router, records, show, logins, pages, tabs } = browser({
      host: new FakeHost(portal(choices, file("%PDF-"))),
    });
    await router.clicked(1, URL_);
    const views = show(1);
    const phase = () => views.at(-1)?.phase;
    await until(() => phase()?.name === "ready");
    assert.equal(records.size, 1);
    tabs.get(1)!.shows = false;
    const login = logins.find(pages.get(1)!, 1)!;
    login.take(submit());
    await until(() => phase()?.name === "reading-answer");
    const way = { kind: "link" as const, url: `${URL_}/referto` };
    login.take({ type: "answerRead", form: null, shown: { text: "", choices: [{ label: "Referto", way }] } });
    await until(() => phase()?.name === "portal-page");
    login.take({ type: "choose", choice: 0 });
    await until(() => phase()?.name === "portal-file");
    assert.equal(records.size, 0);
    login.take({ type: "back" });
    await until(() => phase()?.name === "portal-page");
    assert.equal([...records.values()][0]?.working, true);
  });
});
