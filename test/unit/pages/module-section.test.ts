import assert from "node:assert/strict";
import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import type { ModuleView } from "../../../extension/module/view";
import { ModuleSection, type ModuleWork } from "../../../extension/pages/options/module-section";
import { error } from "../../screens/views";
import { installDom } from "./dom";
import { speak } from "./speak";

describe("The settings, on the card in the browser", () => {
  let dom: ReturnType<typeof installDom>;
  let wanted: ModuleWork[];

  beforeEach(async () => {
    dom = installDom();
    wanted = [];
    await speak("en", {
      runtime: { id: "test", getManifest: () => ({ optional_permissions: ["pkcs11"] }) },
      permissions: { request: async () => true },
    });
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  const show = (
    state: ModuleView["state"] | null,
    { problem = null, working = null }: Partial<Omit<ModuleView, "state">> & { working?: ModuleWork | null } = {},
  ) => {
    const view = state && { state, problem };
    return act(async () =>
      render(
        h(ModuleSection, {
          view,
          working,
          act: (what) => {
            wanted.push(what);
          },
        }),
        document.body,
      ),
    );
  };
  const text = () => document.body.textContent;
  const at = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

  it("say where p11-kit does not start it, what to do, and let the person turn it off", async () => {
    await show("unseen");
    assert.match(text(), /p11-kit did not start it.*p11-kit list-modules/s);
    assert.doesNotMatch(text(), /open it again/);
    await act(async () => at("module-turn-off")!.click());
    assert.deepEqual(wanted, ["turnOff"]);
  });

  it("say how it stands, and let the person turn it on", async () => {
    await show(null, { working: "look" });
    assert.match(text(), /Looking at what the browser can do/);
    await show("possible");
    assert.match(text(), /Off: you always log in on the page of Varco/);
    await act(async () => at("module-turn-on")!.click());
    assert.deepEqual(wanted, ["turnOn"]);
    await show("possible", { working: "turnOn" });
    assert.match(text(), /Getting the browser ready/);
    await show("usable");
    assert.match(text(), /On: the browser uses the card by itself/);
    assert.equal(
      document.activeElement?.textContent,
      "The card in the browser",
      "the focus is not lost with the button",
    );
  });

  it("let the person turn it off again, once", async () => {
    await show("usable");
    await act(async () => at("module-turn-off")!.click());
    assert.deepEqual(wanted, ["turnOff"]);
    await show("usable", { working: "turnOff" });
    await act(async () => at("module-turn-off")!.click());
    assert.deepEqual(wanted, ["turnOff"]);
  });

  it("let the person turn it on again before the browser has let it go", async () => {
    await show("leaving");
    assert.match(text(), /until you close all windows of the browser and open it again/);
    await act(async () => at("module-turn-on")!.click());
    assert.deepEqual(wanted, ["turnOn"]);
  });

  it("let the person turn it off again before the browser has found it", async () => {
    await show("restart");
    assert.match(text(), /Close all windows/);
    await act(async () => at("module-turn-off")!.click());
    assert.deepEqual(wanted, ["turnOff"]);
  });

  it("offer nothing where nothing can be had", async () => {
    await show("unavailable");
    assert.match(text(), /Not possible here/);
    assert.deepEqual([...document.querySelectorAll("button")], []);
  });

  it("say what went wrong", async () => {
    await show("unavailable", { problem: error("module.not-loaded", { reason: "x" }) });
    assert.match(text(), /cannot use the card by itself on this computer/);
  });
});
