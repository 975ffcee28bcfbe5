import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PrivateServer } from "../../../devkit/servers/private-server";
import { gnomeDesktop } from "./gnome-desktop";
import { HOST, Office, proxyScript } from "./office";
import { startSecureSquid } from "./squid";

describe("The host behind an office's proxy that is spoken to by TLS (squid)", () => {
  let office: Office;
  let named: PrivateServer;
  let misnamed: PrivateServer;
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "varco-secure-proxy-"));
    office = await Office.open();
    const { pki } = office;
    const [ofProxy, ofOther] = await Promise.all([pki.server(["127.0.0.1"]), pki.server(["altro.example"])]);
    [named, misnamed] = await Promise.all([
      startSecureSquid({ host: HOST, server: ofProxy }),
      startSecureSquid({ host: HOST, server: ofOther }),
    ]);
  });
  after(() => Promise.all([office.close(), named.close(), misnamed.close(), rm(folder, { recursive: true })]));
  afterEach(() => office.leave());

  const startBehind = async ({ ports: [port] }: PrivateServer, kind = "HTTPS"): Promise<void> => {
    await office.start(await gnomeDesktop(folder, proxyScript(`${kind} 127.0.0.1:${port}`)));
  };

  it("logs in through it", async () => {
    await startBehind(named);
    assert.equal(await office.asks(), true);
    assert.match(await office.logIn(), /CLLDAA80A41X999S/);
  });

  it("asks nothing of it where its certificate names another", async () => {
    await startBehind(misnamed);
    await assert.rejects(office.asks(), (error: Error & { code?: string }) => {
      assert.equal(error.code, "proxy.unreachable");
      assert.match(error.message, /127\.0\.0\.1.*cert/);
      return true;
    });
  });

  it("says that the proxy does not answer where the script forgets TLS", async () => {
    await startBehind(named, "PROXY");
    await assert.rejects(office.asks(), { code: "proxy.refused" });
  });
});
