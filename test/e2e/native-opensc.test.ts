import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { DEMO_PIN } from "../../devkit/stage/card";
import { NativeSession } from "./native-session";

const MODULE_FILE = "opensc-pkcs11.module";

for (const name of BROWSER_NAMES) {
  describe(`${name} with OpenSC's module beside Varco's`, function suite() {
    this.timeout(60_000);
    let native: NativeSession;
    before(async () => {
      const furnish = ({ home }: NativeSession["stage"]) =>
        copyFile(
          join("/usr/share/p11-kit/modules", MODULE_FILE),
          join(home.env["XDG_CONFIG_HOME"] ?? "", "pkcs11/modules", MODULE_FILE),
        );
      native = await NativeSession.open(name, { reader: "pcsc" }, { furnish });
    });
    after(() => native.close());

    it("asks for the PIN of OpenSC's token first, as without Varco, then logs in with Varco's token", async () => {
      const { card } = native.stage;
      const page = await native.visit();
      await native.dialogs.typePin(await native.dialogs.pinAsked(), DEMO_PIN);
      await native.dialogs.certificateAsked();
      card.clearTrace();
      await native.answer();
      assert.equal(await native.citizen(page), "ADA COLLAUDO");
      // Six for our login and our signature, perhaps one for the tries left. OpenSC needs more.
      assert([6, 7].includes(card.counters.apdus), `${card.counters.apdus} APDUs`);
      assert.equal(card.pinTriesLeft, 3);
    });
  });
}
