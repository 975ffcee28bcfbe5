import assert from "node:assert/strict";
import { VirtualKeypad } from "../../../devkit/card/index";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { CardDesk } from "../../../native-host/cards/desk";
import { CardMonitor } from "../../../native-host/cards/monitor";
import { RelaySession } from "../../../native-host/relay/relay-session";
import type { LoginStep } from "../../../shared/messages";
import { InsertedReaders } from "../../card/inserted-readers";
import { later, tlsServer, tlsSetup } from "../tls/fixtures";

const READER = "Reader";

describe("A reader with a keypad, and a card that other programs can use meanwhile", () => {
  const setup = tlsSetup();

  for (const shared of [false, true]) {
    it(
      shared ? "takes the PIN right before the signature" : "takes it before the connection if they cannot",
      async () => {
        const readers = new InsertedReaders();
        readers.keypad = new VirtualKeypad(() => ({ digits: DEMO_PIN }));
        readers.shared = shared;
        const card = await makeCard(setup.pki);
        readers.insert(READER, card);
        const desk = new CardDesk(readers);
        const monitor = new CardMonitor(readers, desk);
        later(() => monitor.close());
        const port = await tlsServer(setup.askingOptions, () => undefined);
        const session = new RelaySession({
          origin: `https://portal.localhost:${port}`,
          reader: READER,
          card: await monitor.card(READER),
          keypad: true,
          probed: true,
          desk,
          trust: { extraCa: setup.pki.serverAuthority.pem },
        });
        later(() => session.close());
        const steps: LoginStep[] = [];
        await session.open({
          signal: new AbortController().signal,
          progress: (step) => steps.push(step),
          askPin: () => assert.fail("there is a keypad"),
        });
        assert.deepEqual(steps, shared ? ["connect", "keypad", "sign"] : ["keypad", "connect", "sign"]);
        assert.equal(card.pinVerified, false);
      },
    );
  }
});
