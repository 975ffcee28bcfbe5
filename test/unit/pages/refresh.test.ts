import assert from "node:assert/strict";
import { readRefresh } from "../../../extension/login/refresh";
import { installDom } from "./dom";
import { takesAtMost } from "../../support/takes-at-most";

const PAGE = "https://idp.example/sso/login?x=1";
const refreshOf = (content: string) => readRefresh(`<meta http-equiv="Refresh" content="${content}">`, PAGE);

describe("Where a page goes by itself", () => {
  let dom: ReturnType<typeof installDom>;
  before(() => {
    dom = installDom();
  });
  after(() => dom.remove());

  it("is read in every way in which browsers read it", () => {
    for (const content of [
      "0;url=https://s.example/a",
      "0; URL=https://s.example/a",
      "5;url='https://s.example/a'rest",
      "0.5, https://s.example/a",
      " 1 url = https://s.example/a",
      "0;&quot;https://s.example/a&quot;",
    ]) {
      assert.equal(refreshOf(content), "https://s.example/a", content);
    }
  });

  it("is resolved against the page and its base", () => {
    assert.equal(refreshOf("0;url=../in"), "https://idp.example/in");
    assert.equal(
      readRefresh('<base href="https://b.example/x/"><meta http-equiv=refresh content="0;url=y">', PAGE),
      "https://b.example/x/y",
    );
  });

  it("is nowhere without an address, after a long wait, or for browsers without scripts only", () => {
    for (const content of ["", "0", "0;", "url=https://s.example/", "300;url=https://s.example/"])
      assert.equal(refreshOf(content), null, content);
    assert.equal(
      readRefresh('<noscript><meta http-equiv=refresh content="0;url=https://s.example/"></noscript>', PAGE),
      null,
    );
    assert.equal(readRefresh("<h1>Welcome</h1>", PAGE), null);
  });

  it("is found out in no time, however long the number", () => {
    assert.equal(
      takesAtMost(1000, () => refreshOf("1".repeat(200_000))),
      null,
    );
  });

  it("is https or nowhere", () => {
    for (const address of ["http://s.example/", "javascript:alert(1)", "data:text/html,x"])
      assert.equal(refreshOf(`0;url=${address}`), null, address);
  });
});
