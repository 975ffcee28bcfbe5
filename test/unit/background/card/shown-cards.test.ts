import assert from "node:assert/strict";
import { CardTaskRunner } from "../../../../extension/background/card/task-runner";
import type { CardPageView } from "../../../../extension/card/view";
import { HostClient } from "../../../../extension/host/client";
import { readyCard } from "../../../screens/views";
import { FakeHost, until } from "../fake-host";
import { background, CHANGE, fail, left, OTHER } from "./one-page";

describe("The cards that card pages show", () => {
  it("starts the host for the first page and lets it go with the last one", async () => {
    const { host, runner, leave, withCard } = background();
    await withCard();
    const second = runner.watch(() => {});
    leave();
    assert.equal(host.running, true);
    second();
    assert.deepEqual([host.running, host.starts], [false, 1]);
  });

  it("shows readers and cards as soon as the host tells them, and each change", async () => {
    const { views, withCard, insert, last, reader } = background();
    assert.deepEqual(views, [{ name: "starting" }]);
    await withCard();
    assert.equal(reader().name, "R0");
    insert(null);
    assert.equal(reader().card, null);
    insert({ status: "reading" }, readyCard());
    assert.deepEqual([reader(0).card?.status, reader(1).card?.status], ["reading", "ready"]);
    const view = last();
    assert.equal(view?.name === "ready" && view.program.platform, "test");
  });

  it("says why no reader is seen", async () => {
    const { host, withCard, last } = background();
    await withCard();
    const problem = () => {
      const view = last();
      return view?.name === "ready" && view.problem?.code;
    };
    host.cards({ service: true, readers: [] });
    assert.equal(problem(), "reader.none");
    host.cards({ service: false, readers: [] });
    assert.equal(problem(), "reader.service");
    host.cards({ service: false, problem: "reader.not-allowed", readers: [] });
    assert.equal(problem(), "reader.not-allowed");
  });

  it("asks each card once for serial number, certificate and tries, when it goes in", async () => {
    const { host, withCard, card, insert } = background();
    const first = await withCard();
    assert.deepEqual(card().details, { state: "known", serial: "6090000000000017", certificate: "AAAA" });
    assert.deepEqual(card().puk, left(10));
    insert(readyCard({ pin: left(2) }));
    assert.deepEqual([card().pin, card().insertion], [left(2), first.insertion]);
    insert(null);
    insert(readyCard());
    await until(() => card().details.state === "known");
    assert.notEqual(card().insertion, first.insertion);
    assert.deepEqual(host.requests("inspectCard"), [{ reader: "R0" }, { reader: "R0" }]);
  });

  it("gives a card that takes the place of another, without a moment between, a name of its own", async () => {
    const { withCard, insert, card } = background();
    const first = await withCard();
    insert(OTHER);
    assert.notEqual(card().insertion, first.insertion);
    assert.equal(card().details.state, "reading");
  });

  it("shows why a card does not tell its details, and asks again when the person wants it", async () => {
    const { host, runner, client, insert, card, last } = background({ inspectCard: fail("card.busy") });
    await until(() => client.program !== null);
    insert(readyCard());
    await until(() => last()?.name === "ready" && card().details.state === "failed");
    host.handlers.inspectCard = () => ({ serial: null, pin: left(3), puk: left(null), certificate: "AAAA" });
    runner.look("R0");
    assert.equal(card().details.state, "reading");
    await until(() => card().details.state === "known");
  });

  it("asks again without a moment in which less is known, and takes what the card says now", async () => {
    const { host, runner, views, withCard, card } = background();
    const before = await withCard();
    const shown = views.length;
    host.handlers.inspectCard = () => ({ serial: "6090000000000017", pin: left(1), puk: left(2), certificate: "AAAA" });
    runner.look("R0");
    await until(() => card().pin.triesLeft === 1);
    assert.equal(views.length, shown + 1);
    assert.deepEqual([card().insertion, card().details.state], [before.insertion, "known"]);
    host.handlers.inspectCard = fail("card.busy");
    runner.look("R0");
    await until(() => host.requests("inspectCard").length === 3);
    assert.deepEqual([card().pin, card().details.state], [left(1), "known"]);
  });

  it("says that there is no host, and starts it again when the person wants it or another page comes", async () => {
    const host = new FakeHost();
    const runner = new CardTaskRunner(new HostClient(host.connect), async () => 0);
    const views: CardPageView[] = [];
    runner.watch((view) => void views.push(view));
    host.die("not found");
    const failed = await until(() => {
      const view = views.at(-1);
      return view?.name === "failed" && view;
    });
    assert.equal(failed.error.code, "host.missing");
    runner.start(true);
    assert.deepEqual([views.at(-1)?.name, host.starts], ["starting", 2]);
    host.die("not found");
    await until(() => views.at(-1)?.name === "failed");
    runner.watch(() => {});
    assert.equal(host.starts, 3);
  });

  it("shows the failure until there is an answer, where a page looks again by itself", async () => {
    const host = new FakeHost();
    const runner = new CardTaskRunner(new HostClient(host.connect), async () => 0);
    const views: CardPageView[] = [];
    runner.watch((view) => void views.push(view));
    host.die("not found");
    await until(() => views.at(-1)?.name === "failed");
    views.splice(0);
    runner.start(false);
    host.die("not found");
    runner.start(false);
    await until(() => host.requests("hello").length === 3);
    host.cards({ service: true, readers: [] });
    await until(() => views.at(-1)?.name === "ready");
    assert.deepEqual(new Set(views.map(({ name }) => name)), new Set(["failed", "ready"]));
    assert.equal(host.starts, 3);
  });

  it("says that the host ended in the middle, and starts afresh with what the card says then", async () => {
    const { host, runner, withCard, begin, last } = background({ changePin: () => new Promise(() => {}) });
    await withCard();
    begin(CHANGE);
    await until(() => host.requests("changePin").length === 1);
    host.die();
    const failed = last();
    assert.equal(failed?.name === "failed" && failed.error.code, "host.gone");
    runner.start(true);
    await until(() => host.requests("hello").length === 2);
    host.cards({ service: true, readers: [{ name: "R0", keypad: false, card: readyCard() }] });
    const view = await until(() => {
      const now = last();
      return now?.name === "ready" && now;
    });
    assert.equal(view.readers[0]?.work, null);
    assert.equal(host.requests("changePin").length, 1);
  });
});
