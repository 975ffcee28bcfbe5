import assert from "node:assert/strict";
import type { TlsOptions } from "node:tls";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { CardDesk } from "../../../native-host/cards/desk";
import { CardMonitor } from "../../../native-host/cards/monitor";
import type { PersonWithPin } from "../../../native-host/cards/person";
import { RelaySession } from "../../../native-host/relay/relay-session";
import { VarcoError } from "../../../shared/errors";
import { InsertedReaders } from "../../card/inserted-readers";
import { later, tlsServer, tlsSetup, VERSIONS } from "../tls/fixtures";

const READER = "Reader";

describe("A PIN that the person has typed already", () => {
  const setup = tlsSetup();

  /** A card, and a server that tells when a client has greeted it and what certificates it has seen. */
  async function scene(options: TlsOptions, { pinTyped = true } = {}) {
    const readers = new InsertedReaders();
    const card = await makeCard(setup.pki);
    readers.insert(READER, card);
    const desk = new CardDesk(readers);
    const monitor = new CardMonitor(readers, desk);
    later(() => monitor.close());
    let greet: () => void = () => undefined;
    let isGreeted = false;
    const greeted = new Promise<void>((resolve) => (greet = resolve));
    const certificates: boolean[] = [];
    const port = await tlsServer(
      {
        ...setup.askingOptions,
        ...options,
        SNICallback: (_, done) => {
          isGreeted = true;
          greet();
          done(null);
        },
      },
      (socket) => certificates.push(socket.getPeerX509Certificate() !== undefined),
    );
    const session = new RelaySession({
      origin: `https://portal.localhost:${port}`,
      reader: READER,
      card: await monitor.card(READER),
      probed: true,
      pinTyped,
      desk,
      trust: { extraCa: setup.pki.serverAuthority.pem },
    });
    later(() => session.close());
    const open = (askPin: PersonWithPin["askPin"]) =>
      session.open({ signal: new AbortController().signal, progress: () => undefined, askPin });
    return { card, session, open, greeted, isGreeted: () => isGreeted, certificates };
  }

  for (const version of VERSIONS) {
    it(`comes while the server is greeted already (${version})`, async () => {
      const { open, greeted, card } = await scene({ minVersion: version, maxVersion: version });
      await open(async () => {
        await greeted;
        return Buffer.from(DEMO_PIN);
      });
      assert.equal(card.pinTriesLeft, 3);
    });

    it(`is refused in the end: the server gets no certificate, the card no command with a PIN (${version})`, async () => {
      const { open, card, certificates } = await scene({ minVersion: version, maxVersion: version });
      card.clearTrace();
      await assert.rejects(
        open(async () => {
          throw new VarcoError("pin.cancelled");
        }),
        { code: "pin.cancelled" },
      );
      assert.deepEqual([card.counters.apdus, certificates], [0, []]);
    });
  }

  it("is wiped when the server fails before it comes", async () => {
    const stranger = await setup.pki.server(["other.localhost"]);
    const { open, session } = await scene({ key: stranger.keyPem, cert: stranger.pem });
    const pin = Buffer.from(DEMO_PIN);
    let give: (pin: Buffer) => void = () => undefined;
    const asked = new Promise<Buffer>((resolve) => (give = resolve));
    await assert.rejects(
      open(() => asked),
      { code: "server.name" },
    );
    give(pin);
    await session.close();
    assert.deepEqual([...pin], [0, 0, 0, 0, 0]);
  });

  it("is waited for where the person has still to type it: the server gives a handshake few seconds", async () => {
    const { open, isGreeted } = await scene({}, { pinTyped: false });
    await open(async () => {
      assert.equal(isGreeted(), false);
      return Buffer.from(DEMO_PIN);
    });
    assert.equal(isGreeted(), true);
  });
});
