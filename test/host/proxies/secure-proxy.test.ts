import assert from "node:assert/strict";
import type { PrivateServer } from "../../../devkit/servers/private-server";
import { HOST, Office } from "./office";
import { startSecureSquid } from "./squid";

describe("The host behind an office's proxy that is spoken to by TLS (squid)", () => {
  let office: Office;
  let named: PrivateServer;
  let misnamed: PrivateServer;
  before(async () => {
    office = await Office.open();
    const { pki } = office;
    const [ofProxy, ofOther] = await Promise.all([pki.server(["127.0.0.1"]), pki.server(["altro.example"])]);
    [named, misnamed] = await Promise.all([
      startSecureSquid({ host: HOST, server: ofProxy }),
      startSecureSquid({ host: HOST, server: ofOther }),
    ]);
  });
  after(() => Promise.all([office.close(), named.close(), misnamed.close()]));
  afterEach(() => office.leave());

  const startBehind = (proxy: PrivateServer, scheme = "https"): Promise<void> =>
    office.start({ HTTPS_PROXY: `${scheme}://127.0.0.1:${proxy.ports[0]}` });

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

  it("says that the proxy does not answer where the settings forget TLS", async () => {
    await startBehind(named, "http");
    await assert.rejects(office.asks(), { code: "proxy.refused" });
  });
});
