import assert from "node:assert/strict";
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { createServer } from "node:https";
import type { Page } from "puppeteer-core";
import { waitFor } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import { ALLOW_BY_KEYS } from "../../devkit/browser/site-access";
import type { PrivateServer } from "../../devkit/servers/private-server";
import { until } from "../../devkit/until";
import { startTinyproxy } from "../host/proxies/tinyproxy";
import { Session } from "./session";

/** A name that no resolver knows (RFC 2606): only the proxy leads there. */
const HOST = "portale.example";

describe("A login in Firefox that has a proxy of its own", function suite() {
  this.timeout(90_000);
  const portal = createServer({ requestCert: true, rejectUnauthorized: true });
  let session: Session;
  let proxy: PrivateServer;
  before(async () => {
    proxy = await startTinyproxy({ host: HOST });
    const preferences = {
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxy.ports[0] ?? 0,
    };
    session = await Session.open("firefox", {}, { preferences });
    const { pki } = session.stage;
    const { keyPem, pem } = await pki.server([HOST]);
    portal.setSecureContext({ key: keyPem, cert: pem, ca: pki.cardAuthority.pem });
    portal.on("request", (_, response: ServerResponse) =>
      response.writeHead(302, { location: session.stage.portal.serviceUrl }).end(),
    );
    await once(portal.listen(0, "127.0.0.1"), "listening");
  });
  after(async () => {
    portal.close();
    portal.closeAllConnections();
    await session.close();
    await proxy.close();
  });

  const offers = (page: Page) => page.evaluate(() => document.querySelector("[data-testid=browser-proxy]") !== null);

  it("goes the same way, once the person lets Varco read the settings", async () => {
    const address = portal.address();
    assert.ok(address !== null && typeof address === "object");
    const page = await session.tab(`https://${HOST}:${address.port}/`);
    await waitFor(page, "[data-testid=browser-proxy]");
    await press(page, "[data-testid=browser-proxy] button");
    await ALLOW_BY_KEYS.firefox({
      display: session.display.name,
      page,
      language: "it",
      answered: async () => !(await offers(page).catch(() => true)),
    });
    await session.asked(page);
    await session.typePin(page);
    await until("the page behind the login", async () => page.url() === session.stage.portal.serviceUrl);
  });
});
