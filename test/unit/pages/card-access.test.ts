import assert from "node:assert/strict";
import { cardPage } from "./card-page";
import {
  BLOCKED,
  done,
  failed,
  insertedCard,
  problemView,
  reader,
  READER,
  shown,
  working,
} from "../../screens/card-views";
import { error } from "../../screens/views";

const GIOVANNI = insertedCard({ holder: { name: "GIOVANNI PROVA", codiceFiscale: null }, insertion: "second" });
const OTHER = "Invented Reader 2 00";
const other = (card: Parameters<typeof reader>[0]) => reader(card, null, { name: OTHER });

describe("The card page without eyes or mouse", () => {
  const { show, find, text, press, open, field, submit, begun, hasFocus, click } = cardPage();

  describe("announces each change of readers and cards in one place, and only the change", () => {
    const line = () => find("[data-testid=changes]");
    const says = () => text("[data-testid=changes]");

    it("that is there from the start, polite", async () => {
      await show({ name: "starting" });
      const before = line();
      assert.deepEqual([before?.getAttribute("role"), says()], ["status", ""]);
      await show(shown(reader()));
      assert.equal(line(), before);
    });

    it("insertion, reading, an unusable card, removal, and a card that replaces another", async () => {
      for (const [view, expected] of [
        [shown(reader(null)), /^There is no card in the reader\.$/],
        [shown(reader({ status: "reading" })), /^Reading the card\. Do not take it out\.$/],
        [shown(reader()), /^Health card \(CPS\): ADA COLLAUDO\.$/],
        [shown(reader(GIOVANNI)), /^Health card \(CPS\): GIOVANNI PROVA\.$/],
        [shown(reader({ ...GIOVANNI, insertion: "third" })), /^Health card \(CPS\): GIOVANNI PROVA\.$/],
        [shown(reader({ status: "unusable", error: error("card.not-cns") })), /^This card is not a CNS\.$/],
        [problemView("reader.none"), /^$/],
      ] as const) {
        await show(view);
        assert.match(says(), expected);
      }
    });

    it("with the name of the reader if there are several", async () => {
      await show(shown(reader()));
      await show(shown(reader(), other(null)));
      assert.equal(says(), `${OTHER}: There is no card in the reader.`);
      await show(shown(reader(), other(GIOVANNI)));
      assert.equal(says(), `${OTHER}: Health card (CPS): GIOVANNI PROVA.`);
      await show(shown(reader()));
      assert.equal(says(), `${OTHER}: The reader was unplugged.`);
    });

    it("a blocked code, unless the end of a work has just said so", async () => {
      await show(shown(reader()));
      await show(shown(reader(insertedCard({ pin: BLOCKED }))));
      assert.equal(says(), "The PIN of the card is blocked.");
      await show(shown(reader(insertedCard({ pin: BLOCKED, insertion: "second" }))));
      assert.equal(says(), "Health card (CPS): ADA COLLAUDO. The PIN of the card is blocked.");
      await show(shown(reader(insertedCard({ insertion: "third" }), working("change"))));
      const before = says();
      await show(shown(reader(insertedCard({ insertion: "third", pin: BLOCKED }), failed("change", "pin.blocked"))));
      assert.equal(says(), before);
      await show(shown(reader(insertedCard({ insertion: "third" }))));
      await show(shown(reader(insertedCard({ insertion: "third", pin: BLOCKED }))));
      await show(shown(reader(insertedCard({ insertion: "third" }))));
      assert.equal(says().includes("blocked"), false, "nothing that is not true any more");
    });

    it("and nothing when the page is only drawn again", async () => {
      await show(shown(reader(null)));
      await show(shown(reader()));
      for (const _again of ["once", "twice"]) {
        await show(shown(reader(insertedCard(), working("test"))));
        assert.equal(says(), "Health card (CPS): ADA COLLAUDO.", _again);
      }
    });
  });

  describe("keeps the focus near", () => {
    const heading = () => find(`[data-reader="${READER}"] h2`);

    it("at the heading of the card, when a form or a result is closed", async () => {
      await show(shown(reader()));
      await open("change");
      await press("Cancel");
      assert.equal(hasFocus(heading()), true);
      await open("test");
      field("pin")!.value = "12345";
      await submit();
      const { work } = begun()[0]!;
      await show(shown(reader(insertedCard(), done("test", work))));
      await press("Close");
      await show(shown(reader()));
      assert.equal(hasFocus(heading()), true);
    });

    it("at the reader's heading when the card is pulled out under a form, then at the next card's", async () => {
      await show(shown(reader()));
      await open("change");
      await show(shown(reader(null)));
      assert.equal(hasFocus(heading()), true);
      assert.match(heading()!.textContent, /Reader/);
      await show(shown(reader()));
      await open("change");
      await show(shown(reader(GIOVANNI)));
      assert.equal(hasFocus(heading()), true);
    });

    it("also when the code is blocked meanwhile, another page begins a work, or the card is asked again", async () => {
      await show(shown(reader()));
      await open("change");
      await show(shown(reader(insertedCard({ pin: BLOCKED }))));
      assert.equal(hasFocus(heading()), true);
      await open("unblock");
      await show(shown(reader(insertedCard({ pin: BLOCKED }), working("unblock", "card", "foreign"))));
      assert.equal(hasFocus(heading()), true);
      await show(shown(reader(insertedCard({ details: { state: "failed", error: error("card.busy") } }))));
      const again = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Try again");
      again!.focus();
      await click(again);
      await show(shown(reader(insertedCard({ details: { state: "reading" } }))));
      assert.equal(hasFocus(heading()), true);
    });

    it("in the page when the reader or the program goes away", async () => {
      await show(shown(other(null), reader()));
      await open("change");
      await show(shown(other(null)));
      assert.equal(hasFocus(find("main")), true);
      await show({ name: "failed", error: error("host.missing") });
      const again = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Try again");
      again!.focus();
      await show({ name: "starting" });
      assert.equal(hasFocus(find("main")), true);
    });

    it("and never takes it from another element", async () => {
      await show(shown(reader()));
      await show(shown(reader(null)));
      assert.equal(document.activeElement, document.body);
      await show(shown(reader()));
      document.querySelector<HTMLElement>("[data-testid=report-copy]")!.focus();
      await open("change");
      document.querySelector<HTMLElement>("[data-testid=report-copy]")!.focus();
      await show(shown(reader(null)));
      assert.equal(hasFocus(find("[data-testid=report-copy]")), true);
    });
  });
});
