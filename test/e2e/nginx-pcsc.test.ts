import assert from "node:assert/strict";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { waitFor } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import { Session } from "./session";

// An unmodified portal behind nginx, a card in a PC/SC reader. nginx asks for the certificate, takes the connection
// without one, and answers with a page that says 400: to the browser nothing has failed.
for (const name of BROWSER_NAMES) {
  describe(`A portal behind nginx, a reader behind pcscd, in ${name}`, function suite() {
    this.timeout(90_000);
    let session: Session;
    before(async () => {
      session = await Session.open(name, { reader: "pcsc", portal: { via: "nginx" } });
    });
    after(() => session.close());
    afterEach(() => session.tidy());
    const logins = () => session.stage.portal.log.of("login");

    it("is logged in to by the button in the toolbar", async () => {
      const page = await session.follow("redirect");
      await session.text(page, /400 Bad Request/);
      await session.pressToolbar(page);
      await session.asked(page);
      await press(page, "input[type=checkbox]");
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      assert.equal(logins().at(-1)?.flow, "redirect");
    });

    it("is seen to want a certificate, once it is remembered", async () => {
      const page = await session.follow("redirect");
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
    });

    it("gets the form that was posted to it", async () => {
      const page = await session.follow("form");
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      assert.equal(logins().at(-1)?.flow, "form");
    });

    it("may take the certificate or leave it, and then relies on a cookie", async () => {
      const page = await session.follow("optional");
      await waitFor(page, '[data-testid="message"]');
      await session.pressToolbar(page);
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
    });
  });

  describe(`A portal that posts, in ${name}, before Varco has access to it`, function suite() {
    this.timeout(90_000);
    let session: Session;
    before(async () => {
      session = await Session.open(name, { reader: "pcsc", portal: { tls: "1.2" } });
    });
    after(() => session.close());

    it("is logged in to after one step back, which the extension asks for", async () => {
      const page = await session.follow("form");
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.failure(page), "portal.step-back");
      await session.visit(page, session.stage.portal.serviceUrl);
      await press(page, '[data-testid="flow-form"]');
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
    });
  });
}
