import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PrivateServer } from "../../../devkit/servers/private-server";
import { gnomeDesktop } from "./gnome-desktop";
import { servesNetworks, startNetworkScript, type Network } from "./network";
import { HOST, Office, proxyScript } from "./office";
import { startTinyproxy } from "./tinyproxy";

(servesNetworks() ? describe : describe.skip)("The host on a GNOME desktop that looks for the network's script", () => {
  let office: Office;
  let proxy: PrivateServer;
  let network: Network;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "varco-network-"));
    [office, proxy] = await Promise.all([Office.open(), startTinyproxy({ host: HOST })]);
    network = await startNetworkScript(folder, proxyScript(`PROXY 127.0.0.1:${proxy.ports[0]}`));
  });
  after(() => Promise.all([network.close(), office.close(), proxy.close(), rm(folder, { recursive: true })]));
  afterEach(() => office.leave());

  it("logs in through the proxy that the script names", async () => {
    await office.start({ ...(await gnomeDesktop(folder, null)), ...network.resolver });
    assert.equal(await office.asks(), true);
    assert.match(await office.logIn(), /CLLDAA80A41X999S/);
    assert.deepEqual([...new Set(network.asked)], ["wpad/wpad.dat"]);
  });

  it("goes straight where the network has none", async () => {
    const elsewhere = join(folder, "hosts");
    await writeFile(elsewhere, "127.0.0.1 elsewhere.example\n");
    await office.start({
      ...(await gnomeDesktop(folder, null)),
      ...network.resolver,
      NSS_WRAPPER_HOSTS: elsewhere,
    });
    await assert.rejects(office.asks(), { code: "server.unreachable" });
  });
});
