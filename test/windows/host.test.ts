import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { DEMO_PIN, makeCard } from "../../devkit/stage/card";
import { createTestPki, type TestPki } from "../../devkit/pki/pki";
import { startPortal, type Portal } from "../../devkit/portal/portal";
import type { VirtualCard } from "../../devkit/card/index";
import type { ReadyCard, ToExtension } from "../../shared/messages";
import { Peer } from "../host/process/peer";
import { holdCard } from "../support/hold-card";
import { trustAuthority } from "./authority";
import { describeDoctor } from "./doctor";
import { describeMakerModule } from "./maker-module";
import { installPackage, manifests, programOf } from "./package";
import { SmartCards } from "./smart-cards";
import { Windows } from "./windows";

const READER = "Virtual PCD 00 00";
const NEW_PIN = "2468135";
const LAST_PIN = "1357924";
type Progress = Extract<ToExtension, { kind: "progress" }>;

describe("The packaged host on Windows, with a card in winscard.dll's reader", function suite() {
  this.timeout(120_000);
  let windows: Windows;
  let program: string;
  let cards: SmartCards;
  let pki: TestPki;
  let portal: Portal;
  let card: VirtualCard;

  before(async () => {
    pki = await createTestPki();
    portal = await startPortal({ via: "node", pki });
    windows = await Windows.open();
    cards = await SmartCards.start(windows.root);
    await installPackage(windows);
    program = programOf(windows, (await manifests(windows)).get("Chromium"));
    await trustAuthority(windows, pki.serverAuthority.pem);
    card = await makeCard(pki);
    await cards.door.insert(card);
  });
  after(async () => {
    await cards.close();
    await windows.close();
    await portal.close();
  });

  describeDoctor(() => ({ windows, program, cards, card, portal }));

  describeMakerModule(() => ({ windows, program, pki, portal }));

  describe("serves the extension, and", () => {
    let peer: Peer;
    beforeEach(async () => {
      peer = new Peer(windows.command(program));
      await peer.hello();
    });
    afterEach(async () => {
      await peer.close();
    });

    const readyCard = async (from = peer, fits: (card: ReadyCard) => boolean = () => true): Promise<ReadyCard> => {
      const { readers } = await from.cards(({ readers: [one] }) => one?.card?.status === "ready" && fits(one.card));
      const shown = readers[0]?.card;
      assert(shown?.status === "ready");
      return shown;
    };
    const command = (args: readonly string[], input = "", env = {}) => windows.run(program, args, input, { env });

    it("shows the card, its certificate and the tries of its PIN", async () => {
      const shown = await readyCard();
      assert.equal(shown.holder.name, "ADA COLLAUDO");
      assert.deepEqual(shown.pin, { triesLeft: 3, blocked: false });
      const { certificate } = await peer.request("inspectCard", { reader: READER });
      assert.match(new X509Certificate(Buffer.from(certificate, "base64")).issuer, /CN=Prova CA Cittadini/);
    });

    it("logs in, trusting the authority that the organisation has put into Windows' store", async () => {
      await readyCard();
      const origin = portal.origins.identityProvider;
      assert.equal((await peer.request("probe", { url: `${origin}/` })).asks, true);
      peer.pin = () => DEMO_PIN;
      const { login } = await peer.openLogin({ origin, reader: READER }).result;
      for (const page of ["one", "two"]) {
        const relayed = peer.start("relay", {
          login,
          method: "GET",
          url: `${origin}/${page}`,
          headers: [],
          bodyLength: 0,
        });
        assert.equal((await relayed.result).status, 404);
        assert.match(peer.body(relayed.id).toString(), /Pagina non trovata/);
      }
      await peer.request("closeLogin", { login });
      assert.equal(card.pinVerified, false, "the card was reset");
    });

    it("tells the tries that are left after a wrong PIN, and changes the PIN", async () => {
      await readyCard();
      const change = (oldPin: string) =>
        peer.request("changePin", { reader: READER, codes: { oldPin, newPin: NEW_PIN } });
      await assert.rejects(change("99999"), { code: "pin.wrong", details: { triesLeft: 2 } });
      assert.equal(card.pinTriesLeft, 2);
      await readyCard(peer, ({ pin }) => pin.triesLeft === 2);
      await change(DEMO_PIN);
      const { code, err } = await command(["pin", "change", "--stdin"], `${NEW_PIN}\n${LAST_PIN}\n`);
      assert.equal(code, 0, err);
    });

    it("notices that the card is pulled out and put in again", async () => {
      await readyCard();
      await cards.door.remove();
      await peer.cards(({ readers: [one] }) => one !== undefined && one.card === null);
      peer.messages.length = 0;
      await cards.door.insert(card);
      await readyCard();
    });

    it("notices that the smart-card service ended, and that it is back", async () => {
      await readyCard();
      await cards.stopService();
      await peer.cards(({ service }) => !service);
      peer.messages.length = 0;
      await cards.startService();
      await readyCard();
    });

    it("writes commands' results as UTF-8, with every letter, and lets nobody's variables order Node about", async () => {
      const orders = { NODE_OPTIONS: "--require=C:\\missing.cjs", node_debug: "tls", OPENSSL_CONF: "C:\\missing.cnf" };
      const { code, out, err } = await command(["card", "--json"], "", orders);
      assert.equal(code, 0, err);
      assert.match(out, /"name":"ADA COLLAUDO"/);
      const unknown = await command(["Öffne-città-ß"]);
      assert.equal(unknown.code, 2);
      assert.match(unknown.err, /There is no command "Öffne-città-ß"/);
    });

    it("keeps the card to one process, and lets it go with a launcher that is killed", async () => {
      await readyCard();
      const other = new Peer(windows.command(program));
      await other.hello();
      await readyCard(other);
      const origin = portal.origins.identityProvider;
      peer.pin = other.pin = () => LAST_PIN;
      const { reached, release } = holdCard(card);
      const failed = assert.rejects(peer.openLogin({ origin, reader: READER }).result);
      await reached;
      const waiting = other.openLogin({ origin, reader: READER }).result;
      await other.message((message): message is Progress => message.kind === "progress" && message.step === "queue");
      // The browser that started the launcher ends it. Nobody tells the host itself.
      peer.child.kill("SIGKILL");
      await failed;
      release();
      await waiting;
      await other.close();
    });
  });
});
