import assert from "node:assert/strict";
import "../fake-browser";
import { remarksOf } from "../../../extension/pages/card/standing";
import { BLOCKED, CARD_VIEWS, dated, inDays, insertedCard, left, type Unusual } from "../../screens/card-views";
import { cardPage } from "./card-page";

const EXPIRED = dated(inDays(-3000), inDays(-30));
const SOON = dated(inDays(-2000), inDays(12));
const FUTURE = dated(inDays(3), inDays(2000));

describe("What keeps a person from using a card", () => {
  const about = (unusual: Unusual) =>
    remarksOf(insertedCard(unusual), undefined, new Date()).map((remark) => remark.about);

  it("is nothing if PIN, PUK and dates are in order, or the card does not tell its tries", () => {
    assert.deepEqual(about({}), []);
    assert.deepEqual(about({ pin: left(null), puk: null }), []);
    assert.deepEqual(about({ pin: left(2), puk: left(1) }), []);
  });

  it("is a blocked code, however the card says it", () => {
    for (const blocked of [BLOCKED, left(0), { triesLeft: null, blocked: true }]) {
      assert.deepEqual(about({ pin: blocked }), ["pin-blocked"]);
      assert.deepEqual(about({ puk: blocked }), ["puk-blocked"]);
      assert.deepEqual(about({ pin: blocked, puk: blocked }), ["dead"]);
    }
  });

  it("is the last try of the PIN", () => {
    assert.deepEqual(about({ pin: left(1) }), ["last-try"]);
    assert.deepEqual(about({ pin: left(1), puk: BLOCKED }), ["last-try", "puk-blocked"]);
    assert.deepEqual(about({ pin: { triesLeft: 1, blocked: true } }), ["pin-blocked"]);
  });

  it("is its dates, named after the things that the person can put right at once", () => {
    assert.deepEqual(about(SOON), ["expires-soon"]);
    assert.deepEqual(about(FUTURE), ["not-yet-valid"]);
    assert.deepEqual(about({ pin: BLOCKED, ...SOON }), ["pin-blocked", "expires-soon"]);
    assert.deepEqual(about({ pin: left(1), ...FUTURE }), ["last-try", "not-yet-valid"]);
  });

  it("is a single thing if the person needs a new card", () => {
    assert.deepEqual(about({ pin: BLOCKED, puk: BLOCKED, ...EXPIRED }), ["dead"]);
    assert.deepEqual(about({ pin: BLOCKED, puk: BLOCKED, ...SOON }), ["dead"]);
    assert.deepEqual(about({ pin: BLOCKED, ...EXPIRED }), ["expired"]);
    assert.deepEqual(about({ pin: left(1), puk: BLOCKED, ...EXPIRED }), ["expired"]);
  });
});

describe("A card on its page", () => {
  const { show, has, text, find } = cardPage();
  /** Whether the first element comes before the other one. */
  const precedes = (one: Element, other: Element) =>
    [...document.querySelectorAll("*")].indexOf(one) < [...document.querySelectorAll("*")].indexOf(other);
  /** A notice in green that does not just say that a work is done. */
  const GREEN = "[data-testid=reader] .notice.good:not([data-testid=done])";

  it("is green only if it has told its state and there is nothing to remark", async () => {
    const green: string[] = [];
    for (const [state, view] of Object.entries(CARD_VIEWS)) {
      await show(view);
      if (has(GREEN)) green.push(state);
    }
    assert.deepEqual(green, [
      "ready",
      "several",
      "change-working",
      "change-waiting",
      "change-done",
      "unblock-done",
      "test-working",
      "test-done",
      "keypad",
      "keypad-now",
    ]);
  });

  it("says first what the person can do with it", async () => {
    for (const [state, kind, says] of [
      ["ready", "good", /valid for another 4 years/],
      ["asked", "info", /valid for another 4 years/],
      ["tries-unknown", "info", /valid for another 4 years/],
      ["expires-soon", "warning", /expires in 12 days.*get the new one/],
      ["expired", "problem", /expired on.*ask for it/],
      ["not-yet-valid", "warning", /valid only from.*Check the date/],
      ["last-try", "warning", /one PIN try.*look for your codes/],
      ["puk-blocked", "warning", /PUK is blocked.*still use the card/],
      ["blocked", "problem", /PIN of the card is blocked.*Unblock it here with the PUK/],
      ["blocked-expires-soon", "problem", /PIN of the card is blocked.*Unblock it here/],
      ["blocked-expired", "problem", /expired on.*ask for it/],
      ["dead", "problem", /cannot be used online any more.*ask for a new card/],
      ["dead-expired", "problem", /cannot be used online any more.*ask for a new card/],
      ["unblock-dead", "problem", /PUK is blocked.*ask for a new card/],
      ["test-blocked", "problem", /PIN of the card is blocked/],
      ["test-card", "problem", /./],
      ["mute", "warning", /does not answer/],
      ["not-activated", "problem", /not yet activated.*Activate it/],
      ["not-cns", "problem", /not a CNS.*Insert/],
      ["unsupported", "problem", /cannot use it yet.*use the program/],
    ] as const) {
      const view = CARD_VIEWS[state];
      assert(view, state);
      await show(view);
      const first = find("[data-testid=reader] .notice");
      assert.equal(first?.className, `notice ${kind}`, state);
      assert.match(first.textContent, says, state);
      const facts = find(".facts");
      if (facts) assert.ok(precedes(first, facts), `${state}: before the facts`);
    }
  });

  it("has the buttons for its tasks before the facts, the one that puts it right as the main button", async () => {
    await show(CARD_VIEWS["blocked"]!);
    const button = find("[data-testid=open-unblock]")!;
    assert.equal(button.className, "primary");
    assert.ok(precedes(button, find(".facts")!));
    for (const state of ["ready", "blocked-expired"]) {
      await show(CARD_VIEWS[state]!);
      assert.equal(find("[data-testid=open-unblock]")!.className, "", state);
    }
  });

  it("is announced as dead, expired or before its last try to people who do not see the page", async () => {
    for (const [state, says] of [
      ["dead", /ADA COLLAUDO\. PIN and PUK are blocked/],
      ["expired", /ADA COLLAUDO\. The certificate on the card expired/],
      ["last-try", /ADA COLLAUDO\. Only one PIN try is left/],
    ] as const) {
      await show(CARD_VIEWS["none"]!);
      await show(CARD_VIEWS[state]!);
      assert.match(text("[data-testid=changes]"), says, state);
    }
  });
});
