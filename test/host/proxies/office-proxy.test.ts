import assert from "node:assert/strict";
import { writePem } from "../../../devkit/pki/pem-files";
import { createTestPki } from "../../../devkit/pki/pki";
import { listenLines, startNginx } from "../../../devkit/portal/nginx";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import type { PrivateServer } from "../../../devkit/servers/private-server";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { openEquipment, type Equipment } from "../../../devkit/stage/equipment";
import { ORIGIN_ARGUMENT, Peer } from "../process/peer";
import { startTinyproxy } from "./tinyproxy";

/** A name that no resolver knows (RFC 2606): only the proxies lead there. */
const HOST = "portale.example";
const USER = ["ada", "segreto-d.ufficio"] as const;

describe("The host behind an office's proxy (tinyproxy), which alone knows the portal's name", () => {
  let equipment: Equipment;
  let portal: PrivateServer;
  let open: PrivateServer;
  let guarded: PrivateServer;
  let peer: Peer;
  before(async () => {
    const pki = await createTestPki();
    const [server, card] = await Promise.all([pki.server([HOST]), makeCard(pki)]);
    [equipment, open, guarded, portal] = await Promise.all([
      openEquipment({ card, authorities: [pki.serverAuthority.pem] }),
      startTinyproxy({ host: HOST }),
      startTinyproxy({ host: HOST, user: USER }),
      startNginx({
        ports: [0],
        conf: async ({ folder, ports: [port = 0] }) => {
          const { certificate, key } = await writePem(folder, "server", server);
          const authorities = await writePem(folder, "cards", pki.cardAuthority);
          return `server { ${listenLines(port, "ssl")}
            ssl_certificate ${certificate}; ssl_certificate_key ${key};
            ssl_client_certificate ${authorities.certificate}; ssl_verify_client on;
            return 200 $ssl_client_s_dn; }`;
        },
      }),
    ]);
  });
  after(() => Promise.all([equipment.close(), portal.close(), open.close(), guarded.close()]));
  afterEach(() => peer.close());

  const origin = (): string => `https://${HOST}:${portal.ports[0]}`;
  /** A host whose environment names this proxy, and nothing of this machine's own. */
  const startBehind = async (proxy: PrivateServer | null, user = ""): Promise<void> => {
    const address = proxy && `http://${user}127.0.0.1:${proxy.ports[0]}`;
    const path = { PATH: process.env["PATH"] };
    peer = new Peer(equipment.host, [ORIGIN_ARGUMENT], address === null ? path : { ...path, HTTPS_PROXY: address });
    await peer.hello();
  };
  const probe = () => peer.request("probe", { url: `${origin()}/` });
  const logIn = async (): Promise<string> => {
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
    peer.pin = () => DEMO_PIN;
    const { login } = await peer.openLogin({ origin: origin(), reader: VIRTUAL_READER_NAME }).result;
    const page = peer.start("relay", { login, method: "GET", url: `${origin()}/`, headers: [], bodyLength: 0 });
    await page.result;
    return peer.body(page.id).toString();
  };

  it("does not find the portal without the proxy", async () => {
    await startBehind(null);
    await assert.rejects(probe(), { code: "server.unreachable" });
  });

  it("sees through the proxy that the portal wants the card, and logs in", async () => {
    await startBehind(open);
    assert.equal((await probe()).asks, true);
    assert.match(await logIn(), /CLLDAA80A41X999S/);
  });

  it("logs in where the proxy wants the password that stands in the settings", async () => {
    await startBehind(guarded, `${USER.join(":")}@`);
    assert.equal((await probe()).asks, true);
    assert.match(await logIn(), /CLLDAA80A41X999S/);
  });

  for (const [what, user] of [
    ["no password", ""],
    ["a wrong password", "ada:sbagliato@"],
  ] as const) {
    it(`says that the proxy wants a password where there is ${what}, without asking for the PIN`, async () => {
      await startBehind(guarded, user);
      await assert.rejects(probe(), {
        code: "proxy.password",
        details: { proxy: `127.0.0.1:${guarded.ports[0]}`, host: HOST },
      });
    });
  }
});
