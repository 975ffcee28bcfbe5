import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import type { Stage } from "../../devkit/stage/stage";
import type { ReaderKind } from "../../devkit/stage/card-doors";
import { until } from "../../devkit/until";
import { NativeSession } from "./native-session";
import { NSS_LOOKS_AGAIN } from "./reader-view";

/** The module reads an inserted card with this number of APDUs. */
const READING = 6;

interface Late {
  readonly what: string;
  readonly reader: ReaderKind;
  readonly missing: (stage: Stage) => Promise<void>;
  readonly comes: (stage: Stage) => Promise<void>;
}

const LATE: readonly Late[] = [
  {
    what: "a card",
    reader: "embedded",
    missing: ({ door }) => door.remove(),
    comes: ({ door, card }) => door.insert(card),
  },
  {
    what: "a reader with its card",
    reader: "pcsc",
    missing: async ({ pcscd }) => pcscd?.stop(),
    comes: async ({ pcscd }) => pcscd?.start(),
  },
];

for (const name of BROWSER_NAMES) {
  describe(`${name}, which was started first`, function suite() {
    this.timeout(60_000);
    let native: NativeSession;
    afterEach(() => native.close());

    for (const { what, reader, missing, comes } of LATE) {
      it(`finds ${what} that came later, and asks nothing before that`, async () => {
        native = await NativeSession.open(name, { reader, portal: { tls: "1.2" } }, { furnish: missing });
        const { card } = native.stage;
        const page = await native.visit();
        await native.session.failed(page);
        assert.equal(await native.asks(), false);
        card.clearTrace();
        await comes(native.stage);
        await until("a module that reads the card", () => card.counters.apdus >= READING);
        await wait(NSS_LOOKS_AGAIN);
        await native.visitUntilAsked(page);
        assert.equal((await native.logIn(page)).name, "ADA COLLAUDO");
      });
    }
  });
}
