import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { waitFor } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import { startServers, type RunningServers } from "../../devkit/servers/servers";
import { openStage, type Stage } from "../../devkit/stage/stage";
import { Session } from "./session";

const HOLDER = "ADA COLLAUDO";
const MESSAGE = '[data-testid="message"]';
const LOGIN = '[data-testid="login"]';
const REMEMBER = 'input[type="checkbox"]';

// The servers of docs/portals, each as its page configures it. Without a certificate, the connection to some of them
// fails, and the login page opens by itself. Others show a page, and the person presses the button in the toolbar.
describe("Real web servers", function suite() {
  this.timeout(90_000);
  let stage: Stage;
  let servers: RunningServers;
  before(async () => {
    stage = await openStage();
    servers = await startServers(stage.pki);
  });
  after(async () => {
    await servers.close();
    await stage.close();
  });

  for (const name of BROWSER_NAMES) {
    describe(`in ${name}`, () => {
      let session: Session;
      before(async () => {
        session = await Session.on(stage, name);
      });
      after(() => session.leave());
      afterEach(() => session.tidy());

      const logIn = async (page: Page): Promise<void> => {
        await session.asked(page);
        await session.typePin(page);
        assert.equal(await session.citizen(page), HOLDER);
      };
      const logInByButton = async (page: Page): Promise<void> => {
        await session.pressToolbar(page);
        await logIn(page);
      };

      it("Apache: one path wants the card, by renegotiation", async () => {
        await logIn(await session.tab(`${servers.originOf("apache", "path")}/accesso`));
      });

      it("Apache: one path wants the card with TLS 1.3, which no browser offers", async () => {
        const page = await session.tab(`${servers.originOf("apache", "path-tls13")}/accesso`);
        await session.text(page, /Forbidden/);
        await logInByButton(page);
      });

      it("HAProxy: a certificate, or none", async () => {
        const page = await session.tab(`${servers.originOf("haproxy", "optional")}/accesso`);
        await waitFor(page, MESSAGE);
        await logInByButton(page);
      });

      it("Tomcat: one port wants the card, the other one goes on with the session", async () => {
        await logIn(await session.tab(`${servers.originOf("tomcat", "required")}/accesso.jsp`));
      });

      const service = (via: string): string => `${servers.originOf("simplesamlphp", "sp")}/?via=${via}`;

      it("SimpleSAMLphp: login by HTTP-Redirect at a path that wants the card, logout, login by HTTP-POST where the card is optional", async () => {
        const page = await session.tab(service("redirect"));
        await press(page, LOGIN);
        await session.asked(page);
        // Varco sees the form that comes at the end only at a portal that it may reach. Both ways in have one host.
        await press(page, REMEMBER);
        assert.ok(await page.$eval(REMEMBER, (box) => box instanceof HTMLInputElement && box.checked));
        await session.typePin(page);
        assert.equal(await session.citizen(page), HOLDER);
        await press(page, '[data-testid="logout"]');
        await waitFor(page, MESSAGE);
        await session.visit(page, service("post"));
        await press(page, `${LOGIN}[href*="via=post"]`);
        await session.text(page, /Nessun certificato/);
        await logInByButton(page);
      });
    });
  }
});
