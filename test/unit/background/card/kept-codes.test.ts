import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { VarcoError } from "../../../../shared/errors";
import { CardTaskRunner } from "../../../../extension/background/card/task-runner";
import type { CardOrder } from "../../../../extension/card/view";
import { HostClient } from "../../../../extension/host/client";
import { readyCard } from "../../../screens/views";
import { FakeHost, until } from "../fake-host";

const FULL = { triesLeft: 3, blocked: false };
const ORDERS: readonly CardOrder[] = [
  { task: "change", codes: { oldPin: "12345", newPin: "24680" } },
  { task: "unblock", codes: { puk: "87654321", newPin: "24680" } },
];

setFlagsFromString("--expose-gc");

describe("The care of the cards, when a work is over", () => {
  it("keeps no code, however it ended", async () => {
    const host = new FakeHost({
      inspectCard: () => ({ serial: null, pin: FULL, puk: FULL, certificate: "AAAA" }),
      changePin: () => {
        throw new VarcoError("pin.wrong", { triesLeft: 2 });
      },
      unblockPin: () => ({ pin: FULL, puk: FULL }),
    });
    const client = new HostClient(host.connect);
    const runner = new CardTaskRunner(client, async () => 0);
    runner.watch(() => {});
    await client.session();
    await until(() => client.program !== null);
    host.cards({ service: true, readers: [{ name: "R0", keypad: false, card: readyCard() }] });
    const first = () => (runner.view.name === "ready" ? runner.view.readers[0] : undefined);
    const kept: WeakRef<object>[] = [];
    // A function of its own: a variable of the test would keep the order.
    const begin = (work: string, order: CardOrder) => {
      const own = structuredClone(order);
      const card = first()?.card;
      assert(own.codes !== null && card?.status === "ready");
      kept.push(new WeakRef(own), new WeakRef(own.codes));
      runner.begin({ type: "begin", work, reader: "R0", insertion: card.insertion, order: own });
    };
    for (const order of ORDERS) {
      const asked = host.requests("inspectCard").length;
      begin(order.task, order);
      await until(
        () =>
          first()?.work?.id === order.task &&
          first()?.work?.state !== "working" &&
          host.requests("inspectCard").length > asked,
      );
    }
    await nextTurn();
    // Only a context that is made after the flag has this function.
    runInNewContext("gc()");
    assert.deepEqual(
      kept.map((reference) => reference.deref()),
      kept.map(() => undefined),
    );
    assert.equal(first()?.work?.state, "done", "the works themselves are kept");
  });
});
