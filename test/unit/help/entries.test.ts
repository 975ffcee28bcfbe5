import assert from "node:assert/strict";
import "./loaded-texts";
import { answerOf, entriesFor } from "../../../extension/help/answer";
import { ENTRIES, entryFor, GROUPS, isEntryId } from "../../../extension/help/entries";
import { ISSUERS } from "../../../extension/issuers/table";
import { general } from "../../../extension/issuers/general";
import { trento } from "../../../extension/issuers/trento";
import { ERRORS } from "../../../shared/error-list";
import { isErrorCode } from "../../../shared/errors";

const codes = Object.keys(ERRORS).filter(isErrorCode);
const ids = ENTRIES.map(({ id }) => id);

describe("The entries of the help page", () => {
  it("answer every error that a person can meet in the browser", () => {
    assert.deepEqual(
      codes.filter((code) => entryFor(code) === null),
      ["usage"],
      "a mistake in a typed command, which the command line explains",
    );
    for (const code of codes) assert.ok(entryFor(code) === null || ids.some((id) => id === entryFor(code)), code);
  });

  it("that answer an error are there for the cards of every issuer", () => {
    const answering = new Set(codes.map(entryFor));
    assert.ok(answering.size > 20);
    for (const issuer of ISSUERS) {
      for (const entry of ENTRIES.filter(({ id }) => answering.has(id)))
        assert.ok(entriesFor(issuer).includes(entry), `${issuer.id}: ${entry.id}`);
    }
  });

  it("have ids of their own that can stand in an address", () => {
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^[a-z]+(-[a-z]+)*$/);
  });

  it("stand group by group, and no group is empty", () => {
    assert.deepEqual([...new Set(ENTRIES.map(({ group }) => group))], [...GROUPS]);
    const changes = ENTRIES.filter(({ group }, index) => group !== ENTRIES[index - 1]?.group);
    assert.equal(changes.length, GROUPS.length);
  });

  it("lead on to others, never to themselves", () => {
    for (const { id, related } of ENTRIES) {
      assert.ok(related.length > 0, id);
      assert.equal(new Set(related).size, related.length, id);
      assert.ok(!related.includes(id), id);
    }
  });

  it("are known from words that every object has", () => {
    assert.ok(isEntryId("pin-blocked"));
    assert.ok(!isEntryId("constructor"));
    assert.ok(!isEntryId(""));
  });

  it("leave out what an issuer does not have, also among related ones", () => {
    assert.equal(answerOf("free-reader", general, "it"), null);
    assert.equal(answerOf("free-reader", trento, "it")?.question, "Che cos'è Smarty e come lo ricevo?");
    const related = (issuer: typeof trento) => answerOf("reader-faulty", issuer, "it")?.related.map(({ id }) => id);
    assert.ok(related(trento)?.includes("free-reader"));
    assert.ok(!related(general)?.includes("free-reader"));
  });

  it("offer the work on the card that helps", () => {
    assert.deepEqual(answerOf("pin-blocked", trento, "it")?.actions, ["card-page-unblock"]);
    assert.deepEqual(answerOf("change-pin", general, "de")?.actions, ["card-page-change"]);
    assert.deepEqual(answerOf("frauds", general, "en")?.actions, []);
  });
});
