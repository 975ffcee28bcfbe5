import assert from "node:assert/strict";
import { cardPage } from "./card-page";
import { BLOCKED, done, failed, insertedCard, left, reader, READER, shown, working } from "../../screens/card-views";

describe("What the card page does with a card", () => {
  const { sent, begun, show, find, has, text, button, click, press, open, field, type, submit, hasFocus } = cardPage();

  describe("changes the PIN", () => {
    it("by old, new and new again, in one message, with the fields empty afterwards", async () => {
      await show(shown(reader()));
      await open("change");
      assert.equal(hasFocus(field("oldPin")), true);
      const fields = ["oldPin", "newPin", "again"].map((name) => field(name)!);
      for (const one of fields)
        assert.deepEqual(
          [one.type, one.inputMode, one.getAttribute("autocomplete"), one.getAttribute("maxlength")],
          ["password", "numeric", "off", null],
        );
      type({ oldPin: "12345", newPin: "24680", again: "24680" });
      await submit();
      assert.deepEqual(
        begun().map(({ reader: to, insertion, order }) => [to, insertion, order]),
        [[READER, "first", { task: "change", codes: { oldPin: "12345", newPin: "24680" } }]],
      );
      assert.deepEqual(
        fields.map(({ value }) => value),
        ["", "", ""],
      );
      assert.equal(/12345[^6]|24680/.test(document.body.outerHTML.replace(/such as 12345/, "")), false);
    });

    it("not before the codes can be right: a slip costs no try", async () => {
      for (const [typed, where, why, kept] of [
        [{ oldPin: "", newPin: "24680", again: "24680" }, "oldPin", /5 to 8 digits/, ["", "24680", "24680"]],
        [{ oldPin: "1234", newPin: "24680", again: "24680" }, "oldPin", /5 to 8 digits/, ["", "24680", "24680"]],
        [{ oldPin: "123456789", newPin: "24680", again: "24680" }, "oldPin", /5 to 8 digits/, ["", "24680", "24680"]],
        [{ oldPin: " 12345", newPin: "24680", again: "24680" }, "oldPin", /5 to 8 digits/, ["", "24680", "24680"]],
        [{ oldPin: "12345", newPin: "2468", again: "2468" }, "newPin", /5 to 8 digits/, ["12345", "", ""]],
        [{ oldPin: "12345", newPin: "246813579", again: "246813579" }, "newPin", /5 to 8 digits/, ["12345", "", ""]],
        [{ oldPin: "12345", newPin: "24 680", again: "24 680" }, "newPin", /nothing but digits/, ["12345", "", ""]],
        [{ oldPin: "12345", newPin: "2468o", again: "2468o" }, "newPin", /digits/, ["12345", "", ""]],
        [{ oldPin: "24680", newPin: "24680", again: "24680" }, "newPin", /the old one/, ["24680", "", ""]],
        [{ oldPin: "12345", newPin: "77777", again: "77777" }, "newPin", /easy to guess/, ["12345", "", ""]],
        [{ oldPin: "12345", newPin: "98765", again: "98765" }, "newPin", /easy to guess/, ["12345", "", ""]],
        [{ oldPin: "12345", newPin: "24680", again: "24681" }, "newPin", /not the same/, ["12345", "", ""]],
      ] as const) {
        await show(shown(reader()));
        await open("change");
        type(typed);
        await submit();
        const said = JSON.stringify(typed);
        assert.equal(begun().length, 0, said);
        assert.equal(hasFocus(field(where)), true, said);
        assert.equal(field(where)!.getAttribute("aria-invalid"), "true", said);
        const described = field(where)!
          .getAttribute("aria-describedby")!
          .split(" ")
          .map((id) => document.getElementById(id)?.textContent ?? "")
          .join(" ");
        assert.match(described, why, said);
        assert.deepEqual(
          ["oldPin", "newPin", "again"].map((name) => field(name)!.value),
          kept,
          said,
        );
        await press("Cancel");
      }
    });

    it("and moves the focus along: to the progress, then to the result", async () => {
      await show(shown(reader()));
      await open("change");
      type({ oldPin: "12345", newPin: "24680", again: "24680" });
      await submit();
      const { work } = begun()[0]!;
      await show(shown(reader(insertedCard(), working("change", "card", work))));
      assert.equal(has("form"), false);
      assert.equal(document.activeElement?.textContent, "Changing the PIN");
      assert.match(text("[data-testid=working][role=status]"), /Talking to the card/);
      await show(shown(reader(insertedCard(), done("change", work))));
      assert.equal(document.activeElement.textContent, "Changing the PIN");
      assert.match(text("[data-testid=done][role=status]"), /The PIN is changed/);
      await press("Close");
      assert.deepEqual(sent().at(-1), { type: "dismiss", work });
      await show(shown(reader()));
      assert.equal(has("[data-testid=open-change]"), true);
    });

    it("never again by itself: after a wrong PIN the fields come back empty, with the focus on the first", async () => {
      await show(shown(reader()));
      await open("change");
      type({ oldPin: "99999", newPin: "24680", again: "24680" });
      await submit();
      const { work } = begun()[0]!;
      await show(shown(reader(insertedCard(), working("change", "card", work))));
      await show(shown(reader(insertedCard({ pin: left(2) }), failed("change", "pin.wrong", { triesLeft: 2 }, work))));
      assert.match(text("[role=alert]"), /The PIN is wrong\.Tries left: 2\./);
      assert.deepEqual(
        ["oldPin", "newPin", "again"].map((name) => field(name)!.value),
        ["", "", ""],
      );
      assert.equal(hasFocus(field("oldPin")), true);
      const refused = document.getElementById(
        field("oldPin")!
          .getAttribute("aria-describedby")!
          .split(" ")
          .find((id) => id.endsWith("refused"))!,
      );
      assert.match(refused?.textContent ?? "", /The PIN is wrong/);
      assert.equal(begun().length, 1);
      type({ oldPin: "12345", newPin: "24680", again: "24680" });
      await submit();
      assert.equal(begun().length, 2);
      assert.notEqual(begun()[1]!.work, work);
      type({ oldPin: "99999" });
      await show(
        shown(
          reader(insertedCard({ pin: left(1) }), failed("change", "pin.wrong", { triesLeft: 1 }, begun()[1]!.work)),
        ),
      );
      assert.equal(field("oldPin")!.value, "", "also where nothing is seen of the work between");
    });

    it("with a plain warning before the last try", async () => {
      await show(shown(reader(insertedCard({ pin: left(2) }))));
      await open("change");
      assert.equal(text("form").includes("Last try"), false);
      await press("Cancel");
      await show(shown(reader(insertedCard({ pin: left(1) }))));
      await open("change");
      assert.match(text("form .warning"), /Last try/);
      const ids = field("oldPin")!.getAttribute("aria-describedby")!.split(" ");
      assert.match(ids.map((id) => document.getElementById(id)?.textContent ?? "").join(), /Last try/);
    });

    it("with the warning also if another program spent the tries: the card is asked as the form opens", async () => {
      await show(shown(reader()));
      await open("change");
      assert.deepEqual(sent(), [{ type: "look", reader: READER }]);
      type({ oldPin: "12345" });
      await show(shown(reader(insertedCard({ pin: left(1) }))));
      assert.match(text("form [role=status]"), /Last try/, "and a screen reader says so");
      assert.equal(field("oldPin")!.value, "12345", "what was typed is still there");
    });

    it("not if the PIN is blocked: it says so and offers the PUK", async () => {
      await show(shown(reader(insertedCard({ pin: BLOCKED }))));
      assert.match(text(), /The PIN of the card is blocked/);
      assert.equal(has("[data-testid=open-change]"), false);
      assert.equal(has("[data-testid=open-test]"), false);
      assert.equal(has("[data-testid=open-unblock]"), true);
    });

    it("never for a card that came later: the codes typed for the card before are gone", async () => {
      await show(shown(reader()));
      await open("change");
      type({ oldPin: "12345" });
      await show(shown(reader(insertedCard({ insertion: "second" }))));
      assert.equal(has("form"), false);
      await open("change");
      assert.equal(field("oldPin")!.value, "");
    });

    it("and says what became of it when the reader was unplugged", async () => {
      await show(shown(reader(null, failed("change", "reader.gone"), { unplugged: true })));
      assert.match(text("[data-testid=failed]"), /The reader was unplugged/);
      assert.equal(text().includes("no card in the reader"), false);
    });

    it("and says what became of it when the card was pulled out", async () => {
      await show(shown(reader(null, failed("change", "pin.unknown"))));
      assert.match(text("[data-testid=failed]"), /Nobody knows whether it took the new PIN/);
      assert.equal(has("form"), false);
    });
  });

  describe("unblocks the PIN", () => {
    it("by PUK and new PIN", async () => {
      await show(shown(reader(insertedCard({ pin: BLOCKED }))));
      await open("unblock");
      type({ puk: "87654321", newPin: "24680", again: "24680" });
      await submit();
      assert.deepEqual(
        begun().map(({ order }) => order),
        [{ task: "unblock", codes: { puk: "87654321", newPin: "24680" } }],
      );
    });

    it("also if the person only forgot it", async () => {
      await show(shown(reader()));
      assert.equal(has("[data-testid=open-unblock]"), true);
    });

    it("not with what cannot be a PUK", async () => {
      await show(shown(reader()));
      await open("unblock");
      for (const puk of ["", "8765432", "876543210", "8765432a", "8765 4321", "87654321 "]) {
        type({ puk, newPin: "24680", again: "24680" });
        await submit();
        assert.match(text("form [role=alert]"), /8 digits/, puk);
        assert.equal(field("puk")!.value, "");
      }
      assert.equal(begun().length, 0);
    });

    it("with a plain warning when three tries are left, and not before", async () => {
      for (const [tries, warned] of [
        [10, false],
        [4, false],
        [3, true],
        [2, true],
      ] as const) {
        await show(shown(reader(insertedCard({ pin: BLOCKED, puk: left(tries) }))));
        await open("unblock");
        assert.equal(text("form").includes(`Only ${tries} PUK tries`), warned, String(tries));
        assert.equal(has("[data-testid=puk-confirm]"), false);
        await press("Cancel");
      }
    });

    it("with the last try only if the person confirms it", async () => {
      await show(shown(reader(insertedCard({ pin: BLOCKED, puk: left(1) }))));
      await open("unblock");
      assert.match(text("form .warning"), /Last PUK try/);
      type({ puk: "87654321", newPin: "24680", again: "24680" });
      await submit();
      assert.equal(begun().length, 0);
      const confirmation = document.querySelector<HTMLInputElement>("[data-testid=puk-confirm]")!;
      assert.equal(hasFocus(confirmation), true);
      assert.equal(confirmation.getAttribute("aria-invalid"), "true");
      assert.match(text("form"), /confirm that you understand/);
      assert.equal(field("puk")!.value, "87654321", "what was typed is still there");
      await click(confirmation);
      await submit();
      assert.equal(begun().length, 1);
    });

    it("and asks for that also if another program spent the tries before", async () => {
      const blocked = (tries: number) => shown(reader(insertedCard({ pin: BLOCKED, puk: left(tries) })));
      await show(blocked(4));
      await open("unblock");
      assert.deepEqual(sent(), [{ type: "look", reader: READER }]);
      await show(blocked(1));
      assert.match(text("form [role=status]"), /Last PUK try/);
      await submit();
      assert.equal(hasFocus(find("[data-testid=puk-confirm]")), true);
    });

    it("with the same warnings if only a refusal told the tries of the PUK, not the card itself", async () => {
      for (const details of [
        { state: "reading" },
        { state: "failed", error: { code: "card.busy", details: {} } },
      ] as const) {
        await show(shown(reader(insertedCard({ pin: BLOCKED, puk: left(1), details, insertion: details.state }))));
        assert.equal(text("[data-testid=puk-tries]"), "1");
        await open("unblock");
        assert.match(text("form .warning"), /Last PUK try/);
        assert.equal(has("[data-testid=puk-confirm]"), true);
        await show(shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED, details, insertion: details.state }))));
        assert.match(text("[data-testid=remarks]"), /PIN and PUK are blocked.*ask for a new card/);
        assert.equal(has("[data-testid=open-unblock]"), false);
      }
      await show(shown(reader(insertedCard({ puk: null, details: { state: "reading" } }))));
      assert.equal(text("[data-testid=puk-tries]"), "…");
    });

    it("with the number of tries left after a wrong PUK", async () => {
      await show(
        shown(reader(insertedCard({ pin: BLOCKED, puk: left(8) }), failed("unblock", "puk.wrong", { triesLeft: 8 }))),
      );
      assert.match(text("[role=alert]"), /The PUK is wrong\.Tries left: 8/);
      assert.equal(hasFocus(field("puk")), true);
    });

    it("and says that the PIN is blocked until something is done about it", async () => {
      const says = () => text("[data-testid=reader]").includes("The PIN of the card is blocked");
      const blocked = insertedCard({ pin: BLOCKED });
      await show(shown(reader(blocked)));
      assert.equal(says(), true);
      await open("unblock");
      assert.equal(says(), false);
      await press("Cancel");
      assert.equal(says(), true);
      await show(shown(reader(blocked, failed("change", "pin.blocked"))));
      assert.equal(text("[data-testid=reader]").split("The PIN of the card is blocked").length, 2, "once");
    });

    it("no more once the PUK is blocked: it says what is left to do", async () => {
      await show(shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED }), failed("unblock", "puk.blocked"))));
      assert.match(text("[data-testid=failed]"), /The PUK is blocked/);
      assert.equal(has("form"), false);
      assert.equal(has("[data-testid^=open-]"), false);
      await show(shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED }))));
      assert.match(text("[data-testid=remarks]"), /PIN and PUK are blocked.*ask for a new card/);
    });
  });

  describe("with a reader that has a keypad", () => {
    const keypad = { keypad: true };

    it("has no field for a code, says where to type, and sends none", async () => {
      for (const task of ["change", "unblock", "test"] as const) {
        await show(shown(reader(insertedCard(), null, keypad)));
        await open(task);
        assert.equal(document.querySelectorAll("main input").length, 0);
        assert.match(text("form"), /typed on the keypad of the reader, not here/);
        await submit();
        assert.deepEqual(begun().at(-1)?.order, { task, codes: null });
      }
    });

    it("says the rules that nobody checks there: the reader knows one length for both codes", async () => {
      for (const view of [
        reader(insertedCard(), null, keypad),
        reader(insertedCard(), working("unblock", "keypad"), keypad),
      ]) {
        await show(shown(view));
        if (view.work === null) await open("unblock");
        assert.match(
          text(),
          /PUK, which has 8 digits.*an incomplete PUK costs a try.*5 to 8 digits: not one digit repeated/,
        );
      }
    });

    it("says when to type and what, and that only the reader has a key to cancel", async () => {
      await show(shown(reader(insertedCard(), working("change", "keypad"), keypad)));
      assert.match(
        text("[role=status][data-testid=working]"),
        /Now use the keypad.*present PIN, then the new one twice.*60 seconds.*press the cancel key of the reader/,
      );
      assert.equal(button("Cancel"), undefined);
    });

    it("wants the last PUK try confirmed here all the same", async () => {
      await show(shown(reader(insertedCard({ pin: BLOCKED, puk: left(1) }), null, keypad)));
      await open("unblock");
      await submit();
      assert.equal(begun().length, 0);
      await click(document.querySelector<HTMLElement>("[data-testid=puk-confirm]"));
      await submit();
      assert.deepEqual(begun()[0]?.order, { task: "unblock", codes: null });
    });

    it("says that nothing was typed in time, or that the person cancelled on the reader", async () => {
      for (const code of ["keypad.timeout", "keypad.cancelled"] as const) {
        await show(shown(reader(insertedCard(), failed("change", code), keypad)));
        assert.equal(find("[data-testid=failed]")?.getAttribute("data-code"), code);
      }
    });
  });

  describe("tests the card", () => {
    it("with the PIN, and says that card and setup work", async () => {
      await show(shown(reader()));
      await open("test");
      type({ pin: "12345" });
      await submit();
      assert.deepEqual(
        begun().map(({ order }) => order),
        [{ task: "test", codes: { pin: "12345" } }],
      );
      await show(shown(reader(insertedCard(), done("test"))));
      assert.match(text("[data-testid=done]"), /Card and computer work/);
    });

    it("and says what is at fault", async () => {
      for (const [code, fault] of [
        ["card.signature", /problem is in the card/],
        ["card.mute", /problem is in the card/],
        ["card.answer", /problem is in the card/],
        ["reader.gone", /problem is in the reader/],
        ["reader.short-only", /problem is in the reader/],
        ["keypad.failed", /problem is in the reader/],
        ["internal", /problem is in the Varco program/],
        ["message.malformed", /problem is in the Varco program/],
        ["card.removed", /does not say yet/],
        ["card.busy", /does not say yet/],
        ["pin.wrong", /does not say yet/],
        ["keypad.timeout", /does not say yet/],
      ] as const) {
        await show(shown(reader(insertedCard(), failed("test", code, {}, code))));
        assert.match(text("[data-testid=failed]"), fault, code);
      }
    });
  });
});
