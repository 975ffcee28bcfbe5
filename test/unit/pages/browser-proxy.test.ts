import assert from "node:assert/strict";
import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { LoginPage } from "../../../extension/pages/login/page";
import type { LoginCommand } from "../../../extension/login/view";
import type { ErrorCode } from "../../../shared/errors";
import { error, view } from "../../screens/views";
import { installDom } from "./dom";
import { speak } from "./speak";

describe("The login page, where no connection comes about", () => {
  let dom: ReturnType<typeof installDom>;
  const sent: LoginCommand[] = [];
  const asked: unknown[] = [];
  let granted = true;
  beforeEach(() => {
    dom = installDom();
    sent.length = 0;
    asked.length = 0;
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  const show = async (
    code: ErrorCode,
    { permissions = ["pkcs11", "proxy"], allowed = false, mayRetry = true } = {},
  ) => {
    await speak("en", {
      runtime: { id: "test", getManifest: () => ({ optional_permissions: permissions }) },
      permissions: {
        contains: async ({ permissions: [name] }: { permissions: string[] }) => name === "proxy" && allowed,
        request: async (what: unknown) => {
          asked.push(what);
          return granted;
        },
      },
    });
    const shown = view({ name: "failed", error: error(code, { host: "p.example" }), mayRetry });
    await act(async () =>
      render(h(LoginPage, { view: shown, send: (command) => void sent.push(command) }), document.body),
    );
    await act(async () => {});
  };
  const offer = () => document.querySelector<HTMLButtonElement>("[data-testid=browser-proxy] button");

  it("offers the browser's own proxy, asks for the permission in the click, and begins anew", async () => {
    granted = true;
    await show("server.unreachable");
    await act(async () => offer()!.click());
    assert.deepEqual(asked, [{ permissions: ["proxy"] }]);
    assert.deepEqual(sent, [{ type: "retry" }]);
  });

  it("stays where it is when the person does not allow it, and can ask again", async () => {
    granted = false;
    await show("server.timeout");
    for (const times of [1, 2]) {
      await act(async () => offer()!.click());
      // The answer of the browser comes after the click.
      await act(async () => {});
      assert.deepEqual([asked.length, sent.length], [times, 0]);
    }
  });

  it("offers nothing after other errors, in browsers without such settings, and where Varco may read them already", async () => {
    await show("server.cut");
    assert.equal(offer(), null);
    await show("server.unreachable", { permissions: ["pkcs11"] });
    assert.equal(offer(), null);
    await show("server.unreachable", { allowed: true });
    assert.equal(offer(), null);
  });
});
