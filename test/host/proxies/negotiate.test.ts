import assert from "node:assert/strict";
import type { PrivateServer, Variables } from "../../../devkit/servers/private-server";
import { startRealm, type Realm } from "./kerberos";
import { HOST, Office } from "./office";
import { startSquid } from "./squid";
import { startTinyproxy } from "./tinyproxy";

describe("The host behind a proxy that wants a Kerberos ticket (Squid, MIT Kerberos)", () => {
  let office: Office;
  let realm: Realm;
  let squid: PrivateServer;
  let basic: PrivateServer;
  before(async () => {
    [office, realm] = await Promise.all([Office.open(), startRealm()]);
    [squid, basic] = await Promise.all([
      startSquid({ host: HOST, keytab: realm.keytab }),
      startTinyproxy({ host: HOST, user: ["ada", "segreto"] }),
    ]);
  });
  after(() => Promise.all([office.close(), squid.close(), basic.close(), realm.close()]));
  afterEach(() => office.leave());

  /** The realm knows the proxies by this name. */
  const behind = (proxy: PrivateServer, variables: Variables, user = "") =>
    office.start({ ...variables, HTTPS_PROXY: `http://${user}localhost:${proxy.ports[0]}` });
  const refusal = (proxy: PrivateServer) => ({
    code: "proxy.password",
    details: { proxy: `localhost:${proxy.ports[0]}`, host: HOST },
  });

  it("logs in with the ticket of who is logged in to the computer", async () => {
    await behind(squid, realm.loggedIn);
    assert.equal(await office.asks(), true);
    assert.match(await office.logIn(), /CLLDAA80A41X999S/);
  });

  it("says that the proxy wants a password where nobody is logged in", async () => {
    await behind(squid, realm.loggedOut);
    await assert.rejects(office.asks(), refusal(squid));
  });

  it("says so where the settings name a wrong password, and where the proxy takes passwords only", async () => {
    await behind(squid, realm.loggedIn, "ada:segreto@");
    await assert.rejects(office.asks(), refusal(squid));
    await office.leave();
    await behind(basic, realm.loggedIn);
    await assert.rejects(office.asks(), refusal(basic));
  });
});
