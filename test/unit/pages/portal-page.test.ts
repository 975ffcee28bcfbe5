import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { view } from "../../screens/views";
import { loginPageStage } from "./login-page";

const page = (text: string, ...labels: string[]) =>
  view({
    name: "portal-page",
    text,
    choices: labels.map((label) => ({ label, leadsTo: null })),
    minutes: 5,
  });

describe("A page of the portal on the login page", () => {
  const { sent, show, button, text, press } = loginPageStage();

  it("stands in a box of its own, below the origin and a heading that says whose words these are", async () => {
    await show(page("<b>Avviso</b> & altro", "<i>Avanti</i>"));
    assert.match(document.activeElement?.textContent ?? "", /^The portal asks how to go on/);
    assert.match(text("figure.quoted"), /^The portal writes:<b>Avviso<\/b> & altro<i>Avanti<\/i>$/);
    assert.equal(document.querySelector("b, i"), null);
    const order = [...document.querySelectorAll(".origin, [data-testid=portal-page] h2, figure.quoted")];
    assert.deepEqual(
      order.map(({ tagName }) => tagName),
      ["P", "H2", "FIGURE"],
    );
  });

  it("has the portal's words nowhere outside of the box", async () => {
    await show(page("Inserisci il PIN", "Accedi con Varco"));
    document.querySelector("figure.quoted")!.remove();
    assert.doesNotMatch(text(), /Inserisci|Accedi con Varco/);
  });

  it("goes on with the choice that is pressed, once for a double click", async () => {
    await show(page("", "No", "Sì"));
    assert.equal(document.querySelector("blockquote"), null);
    await press("Sì");
    assert.deepEqual(sent, [{ type: "choose", choice: 1 }]);
    await act(async () => {
      button("No")!.dispatchEvent(new window.MouseEvent("click", { bubbles: true, detail: 2 }));
    });
    assert.equal(sent.length, 1);
  });

  it("names the host to which a choice leads away", async () => {
    await show(
      view({
        name: "portal-page",
        text: "",
        choices: [
          { label: "Avanti", leadsTo: null },
          { label: "Esci", leadsTo: "altro.example" },
        ],
        minutes: 5,
      }),
    );
    assert.match(text(".choices li:last-child"), /^Escileads to altro\.example$/);
    const described = (label: string) => button(label)!.getAttribute("aria-describedby");
    assert.equal(text(`#${described("Esci")}`), "leads to altro.example");
    assert.equal(described("Avanti"), null);
  });

  it("offers the whole page in the browser with one click, where the browser can use the card", async () => {
    const shown = page("Avviso", "Avanti");
    await show(shown);
    assert.match(text(), /The whole page.*needs a browser that uses the card itself/);
    assert.equal(document.querySelector("[data-testid^=module]"), null);
    await show({ ...shown, moduleOffer: { state: "open", problem: null } });
    await press("Open the portal with the card");
    assert.deepEqual(sent, [{ type: "openPortal" }]);
    await show({ ...shown, moduleOffer: { state: "restart", problem: null } });
    assert.ok(document.querySelector("[data-testid=module-restart]"));
  });

  it("can be cancelled, and says how long it waits", async () => {
    await show(page("Avviso", "Avanti"));
    assert.match(text(), /open for 5 minutes/);
    await press("Cancel");
    assert.deepEqual(sent, [{ type: "cancel" }]);
  });
});
