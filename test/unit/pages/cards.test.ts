import assert from "node:assert/strict";
import { cardKey, summarise, triesLeft, warningsFor } from "../../../extension/pages/login/cards";
import { error, ISSUER, readers, readyCard } from "../../screens/views";

const codes = (cards: Parameters<typeof summarise>[0]) => summarise(cards).problems.map(({ error: { code } }) => code);

describe("What the login page says about readers and cards", () => {
  it("waits as long as the host has said nothing", () => {
    assert.deepEqual(summarise(null), { waiting: "searching", usable: [], problems: [] });
  });

  it("names what is missing: the service, a reader, a card", () => {
    assert.deepEqual(codes({ service: false, readers: [] }), ["reader.service"]);
    assert.deepEqual(codes({ service: false, problem: "reader.not-allowed", readers: [] }), ["reader.not-allowed"]);
    assert.deepEqual(codes(readers()), ["reader.none"]);
    assert.deepEqual(codes(readers(null, null)), ["card.none"]);
  });

  it("does not mind an empty reader beside one with a card", () => {
    const { usable, problems } = summarise(readers(null, readyCard()));
    assert.deepEqual(
      usable.map(({ reader }) => reader),
      ["Invented Smart Reader 1 00"],
    );
    assert.deepEqual(problems, []);
  });

  it("says that a card is being read", () => {
    assert.equal(summarise(readers({ status: "reading" })).waiting, "reading");
  });

  it("does not ask for the PIN of a card that is blocked or cannot be used", () => {
    const none = summarise(
      readers(
        readyCard({ pin: { triesLeft: null, blocked: true } }),
        readyCard({ pin: { triesLeft: 0, blocked: false } }),
        { status: "unusable", error: error("card.not-cns") },
      ),
    );
    assert.deepEqual(none.usable, []);
    assert.deepEqual(
      none.problems.map((one) => one.error.code),
      ["pin.blocked", "pin.blocked", "card.not-cns"],
    );
  });

  it("does ask where the number of tries is unknown: unknown is not zero", () => {
    assert.equal(summarise(readers(readyCard({ pin: { triesLeft: null, blocked: false } }))).usable.length, 1);
  });
});

describe("A card that can be used", () => {
  const one = { reader: "A", keypad: false, card: readyCard() };

  it("is another one when it is put in again, or in another reader", () => {
    assert.equal(
      cardKey(one),
      cardKey({ reader: "A", keypad: false, card: readyCard({ pin: { triesLeft: 2, blocked: false } }) }),
    );
    assert.notEqual(cardKey(one), cardKey({ ...one, card: readyCard({ insertion: 2 }) }));
    assert.notEqual(cardKey(one), cardKey({ ...one, reader: "B" }));
  });

  it("comes with a warning when the portal lists issuers and not this one", () => {
    assert.deepEqual(warningsFor(one, [], "portal.example"), []);
    assert.deepEqual(warningsFor(one, ["CN=Other", ISSUER], "portal.example"), []);
    assert.deepEqual(warningsFor(one, ["CN=Other"], "portal.example"), [
      error("server.issuer-not-accepted", { host: "portal.example" }),
    ]);
  });

  it("keeps its own warnings beside that one", () => {
    const expired = error("certificate.expired", { notAfter: "2025-03-01" });
    const warned = { reader: "A", keypad: false, card: readyCard({ warnings: [expired] }) };
    assert.deepEqual(
      warningsFor(warned, ["CN=Other"], "p").map(({ code }) => code),
      ["certificate.expired", "server.issuer-not-accepted"],
    );
  });

  it("has as many tries left as the more careful of card and last refusal says", () => {
    const tries = (left: number | null) => ({
      reader: "A",
      keypad: false,
      card: readyCard({ pin: { triesLeft: left, blocked: false } }),
    });
    assert.equal(triesLeft(tries(3), null), 3);
    assert.equal(triesLeft(tries(3), error("pin.wrong", { triesLeft: 1 })), 1);
    assert.equal(triesLeft(tries(null), error("pin.wrong", { triesLeft: 2 })), 2);
    assert.equal(triesLeft(tries(null), error("pin.wrong", { triesLeft: null })), null);
    assert.equal(triesLeft(tries(null), null), null);
  });
});
