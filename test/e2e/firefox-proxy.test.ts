import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { createServer } from "node:https";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "puppeteer-core";
import { waitFor } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import { ALLOW_BY_KEYS } from "../../devkit/browser/site-access";
import type { PrivateServer } from "../../devkit/servers/private-server";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { until } from "../../devkit/until";
import { HOST, proxyScript } from "../host/proxies/office";
import { startSecureSquid } from "../host/proxies/squid";
import { servesNetworks, startNetworkScript } from "../host/proxies/network";
import { startTinyproxy } from "../host/proxies/tinyproxy";
import { Session } from "./session";

interface OwnProxy {
  readonly proxy: PrivateServer;
  /** What sets Firefox to it. */
  readonly preferences: Readonly<Record<string, number | string>>;
  /** Variables for Firefox and the host. */
  readonly env?: Readonly<Record<string, string>>;
  readonly close?: () => Promise<void>;
}

const IN_THE_NETWORK = "looked for in the network";

/** The proxies, by how Firefox's settings name them. */
const PROXIES: Readonly<Record<string, (stage: Stage) => Promise<OwnProxy>>> = {
  "set by hand": async () => {
    const proxy = await startTinyproxy({ host: HOST });
    const port = proxy.ports[0] ?? 0;
    const preferences = {
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": port,
    };
    return { proxy, preferences };
  },
  "spoken to by TLS, named by a script": async ({ pki, home }) => {
    const proxy = await startSecureSquid({ host: HOST, server: await pki.server(["127.0.0.1"]) });
    const script = join(home.path, "proxy.pac");
    await writeFile(script, proxyScript(`HTTPS 127.0.0.1:${proxy.ports[0]}`));
    const preferences = { "network.proxy.type": 2, "network.proxy.autoconfig_url": pathToFileURL(script).href };
    return { proxy, preferences };
  },
  [IN_THE_NETWORK]: async ({ home }) => {
    const proxy = await startTinyproxy({ host: HOST });
    const network = await startNetworkScript(home.path, proxyScript(`PROXY 127.0.0.1:${proxy.ports[0]}`));
    return { proxy, preferences: { "network.proxy.type": 4 }, env: network.resolver, close: network.close };
  },
};

for (const [what, startProxy] of Object.entries(PROXIES))
  (what === IN_THE_NETWORK && !servesNetworks() ? describe.skip : describe)(
    `A login in Firefox that has a proxy of its own, ${what}`,
    function suite() {
      this.timeout(90_000);
      const portal = createServer({ requestCert: true, rejectUnauthorized: true });
      let session: Session;
      let started: OwnProxy;
      before(async () => {
        const stage = await openStage();
        const { pki } = stage;
        started = await startProxy(stage);
        session = await Session.on(stage, "firefox", { preferences: started.preferences, env: started.env ?? {} });
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
        await started.close?.();
        await started.proxy.close();
      });

      const offers = (page: Page) =>
        page.evaluate(() => document.querySelector("[data-testid=browser-proxy]") !== null);

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
    },
  );
