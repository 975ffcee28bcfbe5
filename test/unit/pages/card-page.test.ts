import assert from "node:assert/strict";
import { cardPage } from "./card-page";
import { CARD_TASKS } from "../../../extension/card/view";
import {
  BLOCKED,
  CARD_VIEWS,
  dated,
  done,
  failed,
  inDays,
  insertedCard,
  left,
  problemView,
  reader,
  READER,
  shown,
  working,
} from "../../screens/card-views";
import { EXAMINATIONS, withExamination } from "../../screens/examination-views";
import { error } from "../../screens/views";

describe("The card page", () => {
  const { sent, copied, forbidCopying, show, clear, find, has, text, button, press, hasFocus } = cardPage();

  describe("shows what is inserted", () => {
    it("with holder, issuer, serial number, validity, tries, type of card and reader", async () => {
      await show(shown(reader()));
      for (const fact of [
        "ADA COLLAUDO",
        "Varco Test, Provincia Autonoma di Trento",
        "6090000000000017",
        "PIN tries left3",
        "PUK tries left10",
        "Type of cardCNS",
        READER,
      ])
        assert.ok(text().includes(fact), fact);
      assert.equal(text("h2"), "Health card (CPS)", "the name that this issuer gives its card");
    });

    it("with the codice fiscale only when the person asks for it, and only for this card", async () => {
      await show(shown(reader()));
      assert.equal(document.documentElement.outerHTML.includes("CLLDAA80A41X999S"), false);
      await press("Show the codice fiscale");
      assert.equal(text("[data-testid=codice-fiscale]"), "CLLDAA80A41X999S");
      await press("Hide the codice fiscale");
      assert.equal(has("[data-testid=codice-fiscale]"), false);
      await press("Show the codice fiscale");
      await show(
        shown(
          reader(
            insertedCard({
              holder: { name: "GIOVANNI PROVA", codiceFiscale: "PRVGNN71S15X999F" },
              insertion: "second",
            }),
          ),
        ),
      );
      assert.equal(document.documentElement.outerHTML.includes("PRVGNN71S15X999F"), false);
      await show(shown(reader(insertedCard({ holder: { name: "X", codiceFiscale: null }, insertion: "third" }))));
      assert.match(text(), /not in the certificate/);
    });

    it("and says in plain words how long it is valid", async () => {
      for (const [from, to, expected] of [
        [-100, 430, /valid for another 14 months/],
        [-100, 63, /valid for another 2 months/],
        [-100, 1500, /valid for another 4 years/],
        [-100, 60, /expires in 60 days/],
        [-100, 1, /expires tomorrow/],
        [-100, -1, /expired on/],
        [2, 100, /valid only from/],
      ] as const) {
        await show(shown(reader(insertedCard({ ...dated(inDays(from), inDays(to)) }))));
        assert.match(text(), expected);
      }
    });

    it("and says so if the card does not tell its tries", async () => {
      await show(shown(reader(insertedCard({ pin: left(null), puk: left(null), serial: null }))));
      assert.deepEqual(
        [text("[data-testid=pin-tries]"), text("[data-testid=puk-tries]")],
        ["not known now", "not known now"],
      );
      await show(shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED }))));
      assert.deepEqual(
        [text("[data-testid=pin-tries]"), text("[data-testid=puk-tries]")],
        ["none, it is blocked", "none, it is blocked"],
      );
    });

    it("and follows without a reload when the card is pulled out or replaced, or the reader unplugged", async () => {
      await show(shown(reader()));
      await show(shown(reader(null)));
      assert.match(text(), /no card in the reader/);
      assert.equal(text().includes("ADA COLLAUDO"), false);
      await show(shown(reader({ status: "reading" })));
      assert.match(text(), /Reading the card/);
      await show(
        shown(reader(insertedCard({ holder: { name: "GIOVANNI PROVA", codiceFiscale: null }, insertion: "second" }))),
      );
      assert.match(text(), /GIOVANNI PROVA/);
      await show(problemView("reader.none"));
      assert.match(text("[role=status]"), /No card reader is connected/);
    });

    it("in several readers, each on its own, an empty one in a few words", async () => {
      await show(CARD_VIEWS["several"]!);
      assert.equal(document.querySelectorAll("[data-testid=reader]").length, 4);
      assert.match(
        text(),
        /ADA COLLAUDO[^]*GIOVANNI PROVA[^]*Invented Reader 2 00[^]*no card[^]*The card does not answer/,
      );
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      assert.equal(new Set(ids).size, ids.length, "no id twice");
    });

    it("and says why a card cannot be used, and offers no task for it", async () => {
      await show(shown(reader({ status: "unusable", error: error("card.not-activated") })));
      assert.match(text("[data-testid=reader]"), /not yet activated/);
      assert.equal(has("[data-testid^=open-]"), false);
    });

    it("and asks the card again if it did not answer", async () => {
      await show(shown(reader(insertedCard({ details: { state: "failed", error: error("card.busy") } }))));
      await press("Try again");
      assert.deepEqual(sent(), [{ type: "look", reader: READER }]);
    });
  });

  it("asks every card again when the person comes back to the page", async () => {
    const see = (state: DocumentVisibilityState) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, value: state });
      document.dispatchEvent(new Event("visibilitychange"));
    };
    await show(CARD_VIEWS["several"]!);
    see("hidden");
    assert.deepEqual(sent(), []);
    see("visible");
    assert.deepEqual(sent(), [
      { type: "look", reader: READER },
      { type: "look", reader: "Invented Token 1 00" },
    ]);
    clear();
    see("visible");
    assert.equal(sent().length, 2, "not once it is gone");
  });

  it("opens the form that its address names, if the card allows it", async () => {
    await show(shown(reader()), { wanted: "unblock" });
    assert.equal(has("[data-testid=form-unblock]"), true);
    await show(shown(reader(insertedCard({ pin: BLOCKED, insertion: "second" }))), { wanted: "change" });
    assert.equal(has("form"), false);
    await show(
      shown(
        reader(insertedCard({ insertion: "third" })),
        reader(insertedCard({ insertion: "fourth" }), null, { name: "R2" }),
      ),
      { wanted: "test" },
    );
    assert.equal(has("form"), false, "of which card?");
  });

  it("does not move the focus for a work that another page has begun", async () => {
    await show(shown(reader()));
    document.querySelector<HTMLElement>("[data-testid=report-copy]")!.focus();
    await show(shown(reader(insertedCard(), working("change", "card", "foreign"))));
    await show(shown(reader(insertedCard(), failed("change", "card.busy", {}, "another"))));
    await show(shown(reader(insertedCard(), done("change", "foreign"))));
    assert.equal(hasFocus(find("[data-testid=report-copy]")), true);
    assert.match(text("[data-testid=done]"), /The PIN is changed/);
  });

  it("offers no cancelling once the card is at work", async () => {
    await show(shown(reader(insertedCard(), working("change", "card"))));
    assert.equal(button("Cancel"), undefined);
    await show(shown(reader(insertedCard(), working("change", "queue"))));
    assert.notEqual(button("Cancel"), undefined);
  });

  it("says why there is no host, and starts it again when the person wants it", async () => {
    await show({ name: "failed", error: error("host.missing") });
    assert.match(text("[role=alert]"), /Varco program/);
    await press("Try again");
    assert.deepEqual(sent(), [{ type: "retry", visibly: true }]);
  });

  it("says what an interruption means for the PIN", async () => {
    await show({ name: "starting" }, { interrupted: { task: "change", begun: true } });
    assert.match(text("[data-testid=interrupted] [role=alert]"), /Nobody knows whether it took the new PIN/);
    await press("Close");
    assert.deepEqual(sent(), [{ type: "dismiss", work: "interrupted" }]);
    await show({ name: "starting" }, { interrupted: { task: "test", begun: true } });
    assert.match(text("[data-testid=interrupted]"), /program stopped/);
    for (const task of CARD_TASKS) {
      await show({ name: "starting" }, { interrupted: { task, begun: false } });
      assert.match(text("[data-testid=interrupted] [role=alert]"), /nothing was done/);
      assert.equal(/try the new PIN|Nobody knows/.test(text()), false);
    }
  });

  it("leads from an error to the help entry that answers it, for the issuer of the card", async () => {
    await show(shown(reader(insertedCard({ pin: BLOCKED, puk: BLOCKED }))));
    const link = [...document.querySelectorAll<HTMLAnchorElement>("main a")].find(({ href }) =>
      href.includes("puk-blocked"),
    );
    assert.match(link?.getAttribute("href") ?? "", /^\/pages\/help\.html\?issuer=trento#puk-blocked$/);
  });

  it("leads to the help for its own card, whatever was chosen before, unless cards have several issuers", async () => {
    const elsewhere = insertedCard({
      certificate: { ...insertedCard().certificate, issuer: "O=Elsewhere\nCN=CA" },
      insertion: "second",
    });
    const second = reader(elsewhere, null, { name: "R2" });
    for (const [view, address] of [
      [shown(reader(elsewhere)), "/pages/help.html?issuer=general"],
      [
        shown(reader(), reader(insertedCard({ insertion: "third" }), null, { name: "R3" })),
        "/pages/help.html?issuer=trento",
      ],
      [shown(reader(), second), "/pages/help.html"],
      [shown(reader(null)), "/pages/help.html"],
    ] as const) {
      await show(view);
      assert.equal(find("nav a[href*=help]")?.getAttribute("href"), address);
      assert.equal(has('a[href^="tel:"]'), address.endsWith("trento"));
    }
  });

  describe("has a report for the help line", () => {
    const report = () => document.querySelector<HTMLTextAreaElement>("[data-testid=report]")!.value;

    it("with versions, reader, type and state of the card, and errors", async () => {
      await show(shown(reader(insertedCard({ pin: left(2), puk: left(9) }), null, { keypad: true })));
      assert.equal(
        report(),
        [
          "Varco extension: 0.1.0",
          "Varco program: 0.1.0 (linux, Node v24.1.0)",
          "Browser: Firefox/142.0",
          "System: Linux x86_64",
          `Reader: ${READER} (with a keypad)`,
          "- Card: CNS, Varco Test, Provincia Autonoma di Trento - CA Cittadini inventata, valid, PIN 2, PUK 9",
          "Errors: pin.wrong (triesLeft 2); card.certificate; card.answer (step verify PIN, statusWord 6f00)",
          "",
        ].join("\n"),
      );
    });

    it("without any name or number of the person, whatever the page shows", async () => {
      const examinations = Object.entries(EXAMINATIONS).map(([name, one]) => [name, withExamination(one)] as const);
      for (const [state, view] of [...Object.entries(CARD_VIEWS), ...examinations]) {
        await show(view);
        assert.equal(/\/home|COLLAUDO|GIOVANNI|CLLDAA|PRVGNN|60900|MIIB/.test(report()), false, state);
      }
    });

    it("with what an examination found, by the names that docs/doctor.md explains", async () => {
      const lines = () =>
        report()
          .trimEnd()
          .split("\n")
          .slice(4 + 2);
      await show(withExamination(EXAMINATIONS["examined-faults"]!));
      assert.deepEqual(lines().slice(1), [
        "Further checks (2026-11-29T09:30:00.000Z): 4",
        "- fault: host.program, missing",
        "- fault: service.running, stopped",
        "- warning: middleware.nss, others",
        "- unknown: card.free, unclear",
      ]);
      await show(withExamination(EXAMINATIONS["examined-good"]!));
      assert.deepEqual(lines().slice(1), ["Further checks (2026-11-29T09:30:00.000Z): Everything is in order."]);
      await show(withExamination(EXAMINATIONS["examined-not"]!));
      assert.deepEqual(lines().slice(1), ["Further checks: message.malformed"]);
      await show(withExamination({ state: "running" }));
      assert.deepEqual(lines().slice(1), []);
    });

    it("that a button copies, and the page says so", async () => {
      await show(shown(reader()));
      await press("Copy the report");
      assert.deepEqual(copied(), [report()]);
      assert.match(
        [...document.querySelectorAll("[role=status]")].map(({ textContent }) => textContent).join(),
        /Copied/,
      );
    });

    it("that is selected, to be copied by hand, if the browser forbids copying", async () => {
      forbidCopying();
      await show(shown(reader()));
      await press("Copy the report");
      const field = document.querySelector<HTMLTextAreaElement>("[data-testid=report]")!;
      assert.equal(field.closest("details")!.open, true);
      assert.deepEqual([field.selectionStart, field.selectionEnd], [0, field.value.length]);
      assert.match(text(), /press Ctrl\+C/);
    });

    it("beside the number of the issuer's help line, if it has one", async () => {
      await show(shown(reader()));
      assert.equal(document.querySelector<HTMLAnchorElement>('a[href^="tel:"]')?.textContent, "800 22 80 40");
      await show(
        shown(
          reader(
            insertedCard({
              certificate: { ...insertedCard().certificate, issuer: "O=Elsewhere\nCN=CA" },
              insertion: "second",
            }),
          ),
        ),
      );
      assert.equal(has('a[href^="tel:"]'), false);
    });
  });

  it("has headings in order, and a name for every field and button, in every state", async () => {
    for (const [state, view] of Object.entries(CARD_VIEWS)) {
      for (const task of [null, ...CARD_TASKS]) {
        clear();
        await show(view, { wanted: task });
        const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map(({ tagName }) => Number(tagName[1]));
        assert.equal(levels[0], 1, state);
        assert.ok(
          levels.every((level, at) => at === 0 || level <= levels[at - 1]! + 1),
          `${state}: ${levels.join()}`,
        );
        for (const input of document.querySelectorAll<HTMLInputElement>("main input"))
          assert.equal(input.labels?.length, 1, state);
        for (const one of document.querySelectorAll("button, summary")) assert.ok(one.textContent.trim(), state);
      }
    }
  });
});
