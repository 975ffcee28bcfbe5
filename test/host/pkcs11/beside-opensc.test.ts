import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { modelTime } from "../../../devkit/card/index";
import { ReaderView } from "../../e2e/reader-view";
import { Programs } from "./programs";

/** Of a reader and card as people have them: the card is slow enough that two programs meet on it. */
const BAUD = 115_200;

describe("pkcs11-tool with OpenSC's module beside ours", function suite() {
  this.timeout(180_000);

  for (const protocol of ["T=0", "T=1"] as const) {
    it(`finds our token at each start, though both modules read the card at once (${protocol})`, async () => {
      const line = { baud: BAUD, protocol };
      const pace = async (exchange: Parameters<typeof modelTime>[0][number]) => delay(modelTime([exchange], line));
      const programs = await Programs.open({ card: { protocol, pace } });
      const reader = new ReaderView(programs.stage);
      try {
        await programs.addOpenSc();
        for (let start = 0; start < 3; start += 1) {
          await reader.takeOut();
          await reader.putIn(programs.stage.card);
          const { out } = await programs.pkcs11("-L");
          assert.match(out, /token label +: ADA COLLAUDO\n +token manufacturer +: Varco\n/);
        }
      } finally {
        await reader.close();
        await programs.close();
      }
    });
  }
});
