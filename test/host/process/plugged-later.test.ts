import assert from "node:assert/strict";
import { VpcdDoor } from "../../../devkit/card/index";
import { twoFreePorts } from "../../../devkit/pcscd/free-ports";
import type { Pcscd } from "../../../devkit/pcscd/pcscd";
import { DEMO_PIN } from "../../../devkit/stage/card";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { BINDINGS } from "../../../native-host/readers/binding";
import { UnpluggableReader } from "../../card/unpluggable-reader";
import { Peer } from "./peer";

for (const binding of BINDINGS) {
  describe(`A reader that is plugged in while the host runs, through ${binding}`, function suite() {
    this.timeout(60_000);
    let stage: Stage;
    let pcscd: Pcscd;
    let reader: UnpluggableReader;
    let door: VpcdDoor;
    let peer: Peer;
    before(async () => {
      stage = await openStage({ reader: "pcsc", binding });
      assert(stage.pcscd);
      pcscd = stage.pcscd;
      await stage.door.remove();
      await pcscd.stop();
      const port = await twoFreePorts();
      reader = await UnpluggableReader.install(port);
      door = new VpcdDoor({ host: "127.0.0.1", port });
      await reader.onBus(() => pcscd.start());
      peer = new Peer(stage.host);
      peer.pin = () => DEMO_PIN;
      await peer.hello();
    });
    after(async () => {
      await peer.close();
      await door.close();
      await stage.close();
      await reader.remove();
    });

    const ready = async () => {
      const { readers } = await peer.cards((state) => state.readers.some(({ card }) => card?.status === "ready"));
      return readers.find(({ card }) => card?.status === "ready")!.name;
    };
    const logIn = async () => {
      const name = await ready();
      assert.ok(name.startsWith(reader.name), name);
      await peer.openLogin({ origin: stage.portal.origins.identityProvider, reader: name }).result;
      assert.equal(stage.card.pinVerified, false);
    };

    it("shows its card, logs in with it, and does so again after it was unplugged", async () => {
      const { readers } = await peer.cards((state) => state.readers.length === 2);
      assert.ok(readers.every(({ card }) => card === null));
      await reader.plug();
      await door.insert(stage.card);
      await logIn();
      peer.messages.length = 0;
      await reader.unplug();
      await peer.cards((state) => state.readers.length === 2);
      peer.messages.length = 0;
      await reader.plug();
      await logIn();
    });
  });
}
