import assert from "node:assert/strict";
import { VarcoError, type ErrorCode, type ErrorDetails } from "../../../../shared/errors";
import type { CardView, ReadyCard } from "../../../../shared/messages";
import { CardTaskRunner } from "../../../../extension/background/card/task-runner";
import type { CardOrder, CardPageView, InsertedCard, ReaderView } from "../../../../extension/card/view";
import { HostClient } from "../../../../extension/host/client";
import { readyCard } from "../../../screens/views";
import { FakeHost, until, type Handlers } from "../fake-host";

export const CHANGE: CardOrder = { task: "change", codes: { oldPin: "12345", newPin: "24680" } };
export const UNBLOCK: CardOrder = { task: "unblock", codes: { puk: "87654321", newPin: "24680" } };
export const TEST: CardOrder = { task: "test", codes: { pin: "12345" } };
/** To how many sites that background may hand a login over. */
export const SITES = 3;
export const left = (triesLeft: number | null) => ({ triesLeft, blocked: false });
export const OTHER = readyCard({ certificate: { ...readyCard().certificate, subject: "CN=another" } });
export const fail =
  (code: ErrorCode, details: ErrorDetails = {}) =>
  () => {
    throw new VarcoError(code, details);
  };

/** A background with one page, and the host that it talks to. */
export function background(handlers: Handlers = {}) {
  const host = new FakeHost({
    inspectCard: () => ({ serial: "6090000000000017", pin: left(3), puk: left(10), certificate: "AAAA" }),
    ...handlers,
  });
  const client = new HostClient(host.connect);
  const runner = new CardTaskRunner(client, async () => SITES);
  const views: CardPageView[] = [];
  const leave = runner.watch((view) => void views.push(structuredClone(view)));
  const insert = (...cards: (CardView | null)[]) =>
    host.cards({ service: true, readers: cards.map((card, at) => ({ name: `R${at}`, keypad: false, card })) });
  const last = () => views.at(-1);
  const reader = (at = 0): ReaderView => {
    const view = last();
    assert(view?.name === "ready", "no readers are shown");
    return view.readers[at]!;
  };
  const card = (at = 0): InsertedCard => {
    const shown = reader(at).card;
    assert(shown?.status === "ready", "no card is shown");
    return shown;
  };
  /** With the card in and its details known. */
  const withCard = async (inserted: ReadyCard = readyCard()) => {
    await until(() => host.requests("hello").length > 0 && client.program !== null);
    insert(inserted);
    return until(() => last()?.name === "ready" && card().details.state === "known" && card());
  };
  let count = 0;
  const begin = (order: CardOrder, insertion = card().insertion, id = `work-${++count}`) => {
    runner.begin({ type: "begin", work: id, reader: "R0", insertion, order });
    return id;
  };
  /** Resolves when the host has taken all that was sent to it. */
  const taken = async () => (await client.session()).request("probe", { url: "https://portal.example/" });
  const ended = (id: string) =>
    until(() => {
      const { work } = reader();
      return work?.id === id && work.state !== "working" && work;
    });
  return { host, client, runner, views, leave, insert, last, reader, card, withCard, begin, taken, ended };
}
