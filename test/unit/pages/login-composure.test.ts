import assert from "node:assert/strict";
import { error, readers, ready, readyCard, view, withKeypad, withOwnWay } from "../../screens/views";
import { loginPageStage } from "./login-page";

const isReady = (button: HTMLButtonElement | undefined) => button!.getAttribute("aria-disabled") === "false";

describe("The login page, in its first second before the person's eyes", () => {
  const stage = loginPageStage();
  const { asked, sent, show, pass, tell, pin, button, hasFocus, text, type, press } = stage;
  const keypad = withKeypad(readers(readyCard()));
  beforeEach(() => (stage.looks = false));

  it("takes no login, keeps what was typed, and says so once; then it takes it", async () => {
    await show(view(ready()));
    assert.ok(hasFocus(pin()));
    type("12345");
    await pass(999);
    assert.equal(text("[data-testid=early]"), "");
    for (let times = 0; times < 2; times += 1) {
      await press("Log in");
      assert.match(text("[role=status][data-testid=early]"), /not ready yet/);
    }
    assert.deepEqual(
      [asked.length, pin()!.value, isReady(button("Log in")), button("Log in")!.disabled],
      [0, "12345", false, false],
    );
    await pass(1);
    assert.ok(isReady(button("Log in")));
    assert.match(text("[data-testid=early]"), /not ready yet/, "still to be read");
    await press("Log in");
    assert.deepEqual([asked.length, pin()?.value ?? ""], [1, ""]);
  });

  for (const [target, event] of [
    ["window", "focus"],
    ["document", "visibilitychange"],
  ] as const)
    it(`begins anew when the page is back: ${event}`, async () => {
      await show(view(ready()));
      await pass(1000);
      type("12345");
      await tell(target, event);
      await press("Log in");
      await pass(999);
      await press("Log in");
      assert.equal(asked.length, 0);
      await pass(1);
      await press("Log in");
      assert.equal(asked.length, 1);
    });

  it("begins when the portal is shown: who types a PIN as soon as a card is read waits no longer", async () => {
    await show(view({ name: "probing", mayType: false }));
    await pass(1000);
    await show(view(ready()));
    type("12345");
    await press("Log in");
    assert.equal(asked.length, 1);
  });

  for (const [how, cards] of [
    ["the PIN may be typed", readers(readyCard())],
    ["a keypad has the button alone", keypad],
  ] as const)
    it(`takes no login while the server is being asked, however long: ${how}`, async () => {
      await show(view({ name: "probing", mayType: true }, cards));
      if (cards !== keypad) type("12345");
      await pass(5_000);
      assert.match(text("[data-testid=early]"), /^Asking the portal/);
      await press("Log in");
      assert.match(text("[data-testid=early]"), /^Asking the portal.*not ready yet/);
      assert.deepEqual([asked.length, isReady(button("Log in")), pin()?.value ?? "12345"], [0, false, "12345"]);
      await show(view(ready(), cards));
      assert.ok(isReady(button("Log in")));
      assert.doesNotMatch(text("[data-testid=early]"), /Asking the portal/);
      await press("Log in");
      assert.equal(asked.length, 1);
    });

  for (const [how, cards] of [
    ["the PIN may be typed", readers(readyCard())],
    ["a keypad has the button alone", keypad],
  ] as const)
    it(`begins anew with a warning that comes with the server's answer: ${how}`, async () => {
      await show(view({ name: "probing", mayType: true }, cards));
      await pass(1000);
      await show(view(ready(null, ["CN=Another Authority,C=IT"]), cards));
      if (cards !== keypad) type("12345");
      await press("Log in");
      assert.deepEqual([asked.length, isReady(button("Log in"))], [0, false]);
      await pass(1000);
      await press("Log in");
      assert.equal(asked.length, 1);
    });

  it("begins with the button where nobody types a PIN before: at a keypad, also at its second try", async () => {
    await show(view({ name: "probing", mayType: false }, keypad));
    await pass(1000);
    for (const refused of [null, error("keypad.cancelled")]) {
      await show(view(ready(refused), keypad));
      assert.ok(hasFocus(button("Log in")));
      await press("Log in");
      assert.deepEqual([asked.length, isReady(button("Log in"))], [0, false]);
      assert.match(text("[data-testid=early]"), /not ready yet/);
      await pass(1000);
      assert.ok(isReady(button("Log in")));
    }
    await press("Log in");
    assert.equal(asked.length, 1);
  });

  it("does not send the browser to the portal with the card", async () => {
    await show(withOwnWay("open"));
    const [open] = document.querySelectorAll<HTMLButtonElement>("[data-testid=module-open-portal]");
    await press(open!.textContent);
    assert.deepEqual(sent, []);
    assert.match(text("[data-testid=early]"), /not ready yet/);
    await pass(1000);
    await press(open!.textContent);
    assert.deepEqual(sent, [{ type: "openPortal" }]);
  });

  it("lets the person cancel at once", async () => {
    await show(view(ready()));
    await press("Cancel");
    assert.deepEqual(sent, [{ type: "cancel" }]);
  });
});
