import assert from "node:assert/strict";
import type { PrivateServer } from "../../../devkit/servers/private-server";
import { HOST, Office } from "./office";
import { startTinyproxy } from "./tinyproxy";

const USER = ["ada", "segreto-d.ufficio"] as const;

describe("The host behind an office's proxy (tinyproxy), which alone knows the portal's name", () => {
  let office: Office;
  let open: PrivateServer;
  let guarded: PrivateServer;
  before(async () => {
    [office, open, guarded] = await Promise.all([
      Office.open(),
      startTinyproxy({ host: HOST }),
      startTinyproxy({ host: HOST, user: USER }),
    ]);
  });
  after(() => Promise.all([office.close(), open.close(), guarded.close()]));
  afterEach(() => office.leave());

  const startBehind = (proxy: PrivateServer, user = ""): Promise<void> =>
    office.start({ HTTPS_PROXY: `http://${user}127.0.0.1:${proxy.ports[0]}` });

  it("does not find the portal without the proxy", async () => {
    await office.start({});
    await assert.rejects(office.asks(), { code: "server.unreachable" });
  });

  it("sees through the proxy that the portal wants the card, and logs in", async () => {
    await startBehind(open);
    assert.equal(await office.asks(), true);
    assert.match(await office.logIn(), /CLLDAA80A41X999S/);
  });

  it("logs in where the proxy wants the password that stands in the settings", async () => {
    await startBehind(guarded, `${USER.join(":")}@`);
    assert.equal(await office.asks(), true);
    assert.match(await office.logIn(), /CLLDAA80A41X999S/);
  });

  for (const [what, user] of [
    ["no password", ""],
    ["a wrong password", "ada:sbagliato@"],
  ] as const) {
    it(`says that the proxy wants a password where there is ${what}, without asking for the PIN`, async () => {
      await startBehind(guarded, user);
      await assert.rejects(office.asks(), {
        code: "proxy.password",
        details: { proxy: `127.0.0.1:${guarded.ports[0]}`, host: HOST },
      });
    });
  }
});
