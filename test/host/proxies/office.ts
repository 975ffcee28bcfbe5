import { writePem } from "../../../devkit/pki/pem-files";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import { listenLines, startNginx } from "../../../devkit/portal/nginx";
import { VIRTUAL_READER_NAME } from "../../../devkit/reader/virtual-readers";
import type { PrivateServer, Variables } from "../../../devkit/servers/private-server";
import { DEMO_PIN, makeCard } from "../../../devkit/stage/card";
import { openEquipment, type Equipment } from "../../../devkit/stage/equipment";
import { ORIGIN_ARGUMENT, Peer } from "../process/peer";

/** The portal's name. No resolver knows it (RFC 2606): only the proxies lead there. */
export const HOST = "portale.example";

/** A script for proxies: this way to the portal, straight to all others. */
export const proxyScript = (way: string): string =>
  `function FindProxyForURL(url, host) { return host === "${HOST}" ? "${way}" : "DIRECT"; }`;

/** A computer with a card in an office, and a portal that only the office's proxies reach. */
export class Office {
  readonly pki: TestPki;
  readonly #equipment: Equipment;
  readonly #portal: PrivateServer;
  #peer: Peer | null = null;

  private constructor(pki: TestPki, equipment: Equipment, portal: PrivateServer) {
    this.pki = pki;
    this.#equipment = equipment;
    this.#portal = portal;
  }

  static async open(): Promise<Office> {
    const pki = await createTestPki();
    const [server, card] = await Promise.all([pki.server([HOST]), makeCard(pki)]);
    const [equipment, portal] = await Promise.all([
      openEquipment({ card, authorities: [pki.serverAuthority.pem] }),
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
    return new Office(pki, equipment, portal);
  }

  /** A new host whose environment has these variables, and nothing of this machine's own. */
  async start(variables: Variables): Promise<void> {
    this.#peer = new Peer(this.#equipment.host, [ORIGIN_ARGUMENT], { PATH: process.env["PATH"], ...variables });
    await this.#peer.hello();
  }

  /** Whether the portal wants the card. */
  async asks(): Promise<boolean> {
    return (await this.#host.request("probe", { url: `${this.#origin}/` })).asks;
  }

  /** Logs in, and returns what the portal says of the card. */
  async logIn(): Promise<string> {
    const peer = this.#host;
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
    peer.pin = () => DEMO_PIN;
    const { login } = await peer.openLogin({ origin: this.#origin, reader: VIRTUAL_READER_NAME }).result;
    const page = peer.start("relay", { login, method: "GET", url: `${this.#origin}/`, headers: [], bodyLength: 0 });
    await page.result;
    return peer.body(page.id).toString();
  }

  /** Ends the host. */
  async leave(): Promise<void> {
    await this.#peer?.close();
    this.#peer = null;
  }

  async close(): Promise<void> {
    await Promise.all([this.#equipment.close(), this.#portal.close()]);
  }

  get #origin(): string {
    return `https://${HOST}:${this.#portal.ports[0]}`;
  }

  get #host(): Peer {
    if (this.#peer === null) throw new Error("No host was started.");
    return this.#peer;
  }
}
