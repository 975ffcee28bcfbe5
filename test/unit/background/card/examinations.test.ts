import assert from "node:assert/strict";
import { VARCO_VERSION } from "../../../../shared/identity";
import type { RequestResult } from "../../../../shared/messages";
import type { CardPageView, Examination } from "../../../../extension/card/view";
import { CardTaskRunner } from "../../../../extension/background/card/task-runner";
import { HostClient } from "../../../../extension/host/client";
import { FakeHost, until } from "../fake-host";
import { background, fail, SITES } from "./one-page";

const FOUND: RequestResult<"doctor"> = {
  ready: false,
  checks: [
    {
      id: "card.present",
      state: "fault",
      outcome: "none",
      title: "Karte",
      word: "Fehler",
      cause: "Keine Karte.",
      remedy: "Einstecken.",
      command: null,
    },
  ],
};

describe("An examination of the computer", () => {
  /** A background with its host there, and what its page hears of the examination. */
  const examiner = async (handlers: ConstructorParameters<typeof FakeHost>[0]) => {
    const parts = background(handlers);
    await parts.withCard();
    const examination = (): Examination | null => {
      const view = parts.last();
      return view?.name === "ready" ? view.examination : null;
    };
    const ended = () => until(() => examination()?.state !== "running" && examination());
    return { ...parts, examination, ended };
  };

  it("is asked of the host in the language of the page, and told to all pages", async () => {
    const { host, runner, examination, ended } = await examiner({ doctor: () => FOUND });
    assert.equal(examination(), null);
    runner.examine("de");
    assert.deepEqual(examination(), { state: "running" });
    const told = await ended();
    assert.ok(told.state === "done" && !Number.isNaN(Date.parse(told.at)));
    assert.deepEqual([told.ready, told.language, told.findings], [false, "de", FOUND.checks]);
    assert.deepEqual(host.requests("doctor"), [{ language: "de", extension: VARCO_VERSION, sites: SITES }]);
  });

  it("takes the browser's own proxy", async () => {
    const proxy = { kind: "script", address: "https://proxy.example/wpad.dat" } as const;
    const host = new FakeHost({ doctor: () => FOUND });
    const client = new HostClient(host.connect, { proxy: async () => proxy });
    const runner = new CardTaskRunner(client, async () => 0);
    runner.watch(() => {});
    runner.examine("it");
    await until(() => host.requests("doctor").length > 0);
    assert.deepEqual(host.requests("doctor")[0]?.proxy, proxy);
  });

  it("is made once at a time, and again when the person wants it again", async () => {
    const { host, runner, ended, taken } = await examiner({ doctor: () => FOUND });
    runner.examine("it");
    runner.examine("it");
    await ended();
    await taken();
    assert.equal(host.requests("doctor").length, 1);
    runner.examine("it");
    await until(() => host.requests("doctor").length === 2);
  });

  it("says why it failed: a host that does not know the request, or one that ended", async () => {
    const { host, runner, ended, last, examination, insert } = await examiner({
      doctor: fail("message.malformed", { reason: '"type" is missing' }),
    });
    runner.examine("it");
    const old = await ended();
    assert.equal(old.state === "failed" && old.error.code, "message.malformed");
    host.handlers.doctor = () => new Promise(() => {});
    runner.examine("it");
    await until(() => host.requests("doctor").length === 2);
    host.die();
    await until(() => last()?.name === "failed");
    runner.start(true);
    await until(() => host.starts === 2 && host.requests("hello").length === 2);
    await until(() => last()?.name !== "failed");
    insert(null);
    const gone = await until(() => last()?.name === "ready" && examination());
    assert.equal(gone.state === "failed" && gone.error.code, "host.gone");
  });

  it("is kept for pages that come later, while one that nobody waits for any more is over with the host", async () => {
    const { host, client, runner, leave, ended } = await examiner({ doctor: () => FOUND });
    /** What a page hears first of the examination that comes now. */
    const nextPage = async () => {
      const starts = host.requests("hello").length;
      const views: CardPageView[] = [];
      const stop = runner.watch((view) => void views.push(structuredClone(view)));
      await until(() => host.requests("hello").length > starts && client.program !== null);
      host.cards({ service: true, readers: [] });
      const ready = await until(() => views.find((view) => view.name === "ready"));
      return { stop, examination: ready.examination };
    };
    runner.examine("it");
    await ended();
    leave();
    const second = await nextPage();
    assert.equal(second.examination?.state, "done");
    host.handlers.doctor = () => new Promise(() => {});
    runner.examine("it");
    await until(() => host.requests("doctor").length === 2);
    second.stop();
    assert.equal(host.running, false);
    const third = await nextPage();
    assert.equal(third.examination, null);
    third.stop();
  });
});
