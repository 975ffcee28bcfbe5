import assert from "node:assert/strict";
import { VarcoError } from "../../../../shared/errors";
import type { LoginStep } from "../../../../shared/messages";
import type { CardPageView, ReaderView } from "../../../../extension/card/view";
import { readyCard } from "../../../screens/views";
import { until, type Handlers } from "../fake-host";
import { background, CHANGE, fail, left, OTHER, TEST, UNBLOCK } from "./one-page";

describe("Tasks of the card pages", () => {
  it("changes the PIN: the codes go to the host once, the tries left are told afterwards", async () => {
    const { host, withCard, begin, ended, card, reader } = background({ changePin: () => ({ pin: left(3) }) });
    await withCard(readyCard({ pin: left(2) }));
    const id = begin(CHANGE);
    assert.deepEqual(reader().work, { id, task: "change", state: "working", step: "queue" });
    assert.equal((await ended(id)).state, "done");
    assert.deepEqual(host.requests("changePin"), [{ reader: "R0", codes: { oldPin: "12345", newPin: "24680" } }]);
    assert.deepEqual(card().pin, left(3));
    await until(() => host.requests("inspectCard").length === 2);
  });

  it("unblocks the PIN, and tells the tries of both codes afterwards", async () => {
    const { host, withCard, begin, ended, card } = background({ unblockPin: () => ({ pin: left(3), puk: left(9) }) });
    await withCard(readyCard({ pin: { triesLeft: 0, blocked: true } }));
    await ended(begin(UNBLOCK));
    assert.deepEqual(host.requests("unblockPin"), [{ reader: "R0", codes: { puk: "87654321", newPin: "24680" } }]);
    assert.deepEqual([card().pin, card().puk], [left(3), left(9)]);
  });

  it("tests the card, and asks it afterwards how its PIN stands", async () => {
    const { host, withCard, begin, ended, card } = background({ testCard: () => ({}) });
    await withCard(readyCard({ pin: left(1) }));
    assert.equal((await ended(begin(TEST))).state, "done");
    assert.deepEqual(host.requests("testCard"), [{ reader: "R0", codes: { pin: "12345" } }]);
    await until(() => card().pin.triesLeft === 3);
  });

  it("leaves the codes to a keypad, and shows when it is waited for", async () => {
    const { host, withCard, begin, reader } = background({
      changePin: (_, { progress }) => new Promise(() => progress("keypad")),
    });
    await withCard();
    begin({ task: "change", codes: null });
    await until(() => {
      const { work } = reader();
      return work?.state === "working" && work.step === "keypad";
    });
    assert.deepEqual(host.requests("changePin"), [{ reader: "R0", codes: null }]);
  });

  it("says how a work failed and does nothing again by itself", async () => {
    const { host, withCard, begin, ended, card, insert } = background({
      changePin: fail("pin.wrong", { triesLeft: 1 }),
    });
    await withCard();
    host.handlers.inspectCard = () => ({ serial: null, pin: left(null), puk: left(null), certificate: "AAAA" });
    const work = await ended(begin(CHANGE));
    assert.deepEqual(work.state === "failed" && work.error, { code: "pin.wrong", details: { triesLeft: 1 } });
    await until(() => host.requests("inspectCard").length === 2);
    insert(readyCard());
    assert.deepEqual(card().pin, left(1), "what the refusal told is not forgotten where the card says nothing");
    assert.equal(host.requests("changePin").length, 1);
  });

  it("counts what a wrong PUK tells, down to the end", async () => {
    const { host, withCard, begin, ended, card } = background({ unblockPin: fail("puk.wrong", { triesLeft: 1 }) });
    await withCard();
    host.handlers.inspectCard = () => new Promise(() => {});
    await ended(begin(UNBLOCK));
    assert.deepEqual(card().puk, left(1));
    host.handlers.unblockPin = fail("puk.blocked");
    await ended(begin(UNBLOCK));
    assert.deepEqual(card().puk, { triesLeft: 0, blocked: true });
  });

  it("counts what a wrong PUK tells also of a card that did not tell its details", async () => {
    const { client, insert, last, begin, ended, card } = background({
      inspectCard: fail("card.busy"),
      unblockPin: fail("puk.wrong", { triesLeft: 1 }),
    });
    await until(() => client.program !== null);
    insert(readyCard());
    await until(() => last()?.name === "ready" && card().details.state === "failed");
    assert.equal(card().puk, null, "nobody has said anything of it");
    await ended(begin(UNBLOCK));
    assert.deepEqual([card().puk, card().pin], [left(1), readyCard().pin]);
    await until(() => card().details.state === "failed");
    assert.deepEqual(card().puk, left(1));
  });

  it("sends no code to a card that is not the one that was seen", async () => {
    const { host, withCard, insert, begin, ended, card } = background({ changePin: () => ({ pin: left(3) }) });
    const { insertion } = await withCard();
    insert(null);
    insert(readyCard());
    const work = await ended(begin(CHANGE, insertion));
    assert.equal(work.state === "failed" && work.error.code, "card.removed");
    assert.notEqual(card().insertion, insertion);
    assert.equal(host.requests("changePin").length, 0);
  });

  it("does one work at a time with a card, whatever several pages want, and none twice", async () => {
    const finish: (() => void)[] = [];
    const { host, withCard, begin, taken, ended, reader, card } = background({
      changePin: () =>
        new Promise((resolve) => {
          finish.push(() => resolve({ pin: left(3) }));
        }),
    });
    await withCard();
    const first = begin(CHANGE);
    await until(() => finish.length === 1);
    begin(UNBLOCK);
    assert.equal(reader().work?.id, first);
    finish[0]!();
    await ended(first);
    begin(CHANGE, card().insertion, first);
    await taken();
    assert.deepEqual([host.requests("changePin").length, host.requests("unblockPin").length], [1, 0]);
  });

  it("works with two cards at once", async () => {
    const { host, runner, withCard, insert, card, reader } = background({
      changePin: () => new Promise(() => {}),
      testCard: () => ({}),
    });
    await withCard();
    insert(readyCard(), OTHER);
    runner.begin({ type: "begin", work: "one", reader: "R0", insertion: card(0).insertion, order: CHANGE });
    runner.begin({ type: "begin", work: "two", reader: "R1", insertion: card(1).insertion, order: TEST });
    await until(() => reader(1).work?.state === "done");
    assert.equal(reader(0).work?.state, "working");
    assert.deepEqual(host.requests("testCard"), [{ reader: "R1", codes: { pin: "12345" } }]);
  });

  it("keeps how a work ended for the card that was pulled out and put in again, not for another one", async () => {
    const { host, withCard, insert, begin, ended, reader } = background({ changePin: fail("card.removed") });
    await withCard();
    const id = begin(CHANGE);
    insert(null);
    await ended(id);
    insert(readyCard());
    assert.equal(reader().work?.id, id);
    insert(OTHER);
    assert.equal(reader().work, null);
    assert.equal(host.requests("changePin").length, 1);
  });

  it("says how a work ended whose reader was unplugged", async () => {
    const { host, withCard, begin, last } = background({ changePin: fail("reader.gone") });
    await withCard();
    const id = begin(CHANGE);
    host.cards({ service: true, readers: [] });
    const [gone] = await until(() => {
      const view = last();
      return view?.name === "ready" && view.readers[0]?.work?.state === "failed" && view.readers;
    });
    assert.deepEqual([gone?.name, gone?.unplugged, gone?.card, gone?.work?.id], ["R0", true, null, id]);
  });

  it("forgets how a work ended once the person has read it, and nothing that still runs", async () => {
    const { runner, withCard, begin, ended, reader } = background({
      changePin: () => ({ pin: left(3) }),
      testCard: () => new Promise(() => {}),
    });
    await withCard();
    const id = begin(CHANGE);
    await ended(id);
    runner.dismiss(id);
    assert.equal(reader().work, null);
    const running = begin(TEST);
    runner.dismiss(running);
    assert.equal(reader().work?.id, running);
  });

  /** A host that stays at a step; as in the real one, only who waits at its desk can give up. */
  const atStep = (step: LoginStep): Handlers => ({
    changePin: (_, { progress, signal }) =>
      new Promise((_resolve, reject) => {
        progress(step);
        if (step === "queue") signal.addEventListener("abort", () => reject(new VarcoError("operation.cancelled")));
      }),
  });
  const isAt = (work: ReaderView["work"], step: LoginStep) => work?.state === "working" && work.step === step;

  it("cancels a work that waits for others, and none that the card or the keypad of the reader has", async () => {
    for (const [step, cancelled] of [
      ["queue", true],
      ["keypad", false],
      ["card", false],
      ["sign", false],
    ] as const) {
      const { host, runner, withCard, begin, taken, reader } = background(atStep(step));
      await withCard();
      const id = begin({ task: "change", codes: null });
      await until(() => host.requests("changePin").length === 1 && isAt(reader().work, step));
      runner.cancel(id);
      if (cancelled) await until(() => reader().work === null);
      await taken();
      if (!cancelled) assert.equal(reader().work?.state, "working");
      assert.equal(host.requests("cancel").length, cancelled ? 1 : 0);
    }
  });

  it("shows how a work ended that was cancelled too late: a try may be spent", async () => {
    let refuse: (error: VarcoError) => void = () => {};
    const { host, runner, withCard, begin, reader, ended } = background({
      changePin: (_, { progress }) =>
        new Promise((_resolve, reject) => {
          refuse = reject;
          progress("queue");
        }),
    });
    await withCard();
    const id = begin(CHANGE);
    await until(() => host.requests("changePin").length === 1 && isAt(reader().work, "queue"));
    runner.cancel(id);
    await until(() => host.requests("cancel").length === 1);
    refuse(new VarcoError("pin.wrong", { triesLeft: 2 }));
    const work = await ended(id);
    assert.deepEqual(work.state === "failed" && work.error, { code: "pin.wrong", details: { triesLeft: 2 } });
  });

  it("ends a work whose page was closed, tells the next page how, and lets the host go", async () => {
    let finish = () => {};
    const { host, runner, withCard, begin, leave } = background({
      changePin: () =>
        new Promise((resolve) => {
          finish = () => resolve({ pin: left(3) });
        }),
    });
    await withCard();
    const id = begin(CHANGE);
    await until(() => host.requests("changePin").length === 1);
    leave();
    assert.equal(host.running, true);
    finish();
    await until(() => !host.running);
    const views: CardPageView[] = [];
    runner.watch((view) => void views.push(view));
    await until(() => host.starts === 2 && host.requests("hello").length === 2);
    host.cards({ service: true, readers: [{ name: "R0", keypad: false, card: readyCard() }] });
    const [reader] = await until(() => {
      const view = views.at(-1);
      return view?.name === "ready" && view.readers;
    });
    assert.deepEqual(reader?.work, { id, task: "change", state: "done" });
  });

  it("has no code in what pages are shown", async () => {
    const { withCard, begin, ended, views } = background({
      changePin: fail("pin.wrong", { triesLeft: 2 }),
      unblockPin: () => ({ pin: left(3), puk: left(10) }),
    });
    await withCard();
    await ended(begin(CHANGE));
    await ended(begin(UNBLOCK));
    assert.equal(/12345"|24680|87654321/.test(JSON.stringify(views)), false);
  });
});
