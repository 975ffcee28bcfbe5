import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import type { ErrorCode } from "../../../shared/errors";
import { error, view } from "../../screens/views";
import { loginPageStage } from "./login-page";

const OFFER = "Use Firefox's proxy";

describe("The login page, where no connection comes about", () => {
  const stage = loginPageStage();
  const { asked, sent, button, press, text } = stage;
  const box = () => text("[data-testid=browser-proxy]");
  const answer = async (granted: boolean | Error) => {
    await asked.at(-1)!.answer(granted);
    await act(async () => {}); // The page hears of it after the browser's answer.
  };
  const show = async (
    code: ErrorCode,
    { optional = ["pkcs11", "proxy"], given = [] }: { optional?: string[]; given?: string[] } = {},
  ) => {
    Object.assign(stage, { optional, given });
    await stage.show(view({ name: "failed", error: error(code, { host: "p.example" }), mayRetry: true }));
  };

  it("offers the browser's own proxy, asks for the permission in the click, and begins anew", async () => {
    await show("server.unreachable");
    await press(OFFER);
    assert.deepEqual(
      asked.map(({ permissions }) => permissions),
      [["proxy"]],
    );
    assert.match(box(), /Answer the question of the browser/);
    assert.deepEqual(sent, []);
    await answer(true);
    assert.deepEqual(sent, [{ type: "retry" }]);
  });

  it("asks once for two clicks before the answer", async () => {
    await show("server.unreachable");
    await press(OFFER);
    await press(OFFER);
    assert.equal(asked.length, 1);
    await answer(true);
    assert.deepEqual(sent, [{ type: "retry" }]);
  });

  it("stays where it is when the person does not allow it, and can ask again", async () => {
    await show("server.timeout");
    for (const times of [1, 2]) {
      await press(OFFER);
      await answer(false);
      assert.deepEqual([asked.length, sent.length], [times, 0]);
      assert.doesNotMatch(box(), /Answer the question/);
    }
  });

  it("says so where the browser cannot ask, until the person presses again", async () => {
    await show("server.unreachable");
    const problem = () => document.querySelector("[data-testid=browser-proxy] [role=status] [data-code]");
    await press(OFFER);
    await answer(new Error("no click"));
    assert.equal(problem()?.getAttribute("data-code"), "internal");
    assert.deepEqual(sent, []);
    await press(OFFER);
    assert.equal(problem(), null);
    await answer(true);
    assert.deepEqual(sent, [{ type: "retry" }]);
  });

  it("says that Varco uses the settings where it may read them already, and offers nothing", async () => {
    const used = /Varco already uses Firefox's proxy settings/;
    await show("server.unreachable", { given: ["proxy"] });
    assert.match(text(), used);
    assert.equal(button(OFFER), undefined);
    await show("server.cut", { given: ["proxy"] });
    assert.doesNotMatch(text(), used);
  });

  it("offers nothing after other errors, nor in browsers without such settings", async () => {
    await show("server.cut");
    assert.equal(button(OFFER), undefined);
    await show("server.unreachable", { optional: ["pkcs11"] });
    assert.equal(button(OFFER), undefined);
    assert.doesNotMatch(text(), /proxy/i);
  });
});
