import assert from "node:assert/strict";
import { sightOf, type Facts } from "../../../../devkit/browser/sight";
import { tell } from "../../../../devkit/start/own-login";

const LOGIN = "moz-extension://x/pages/login.html?login=7";
const PAGE: Facts = {
  address: "https://localhost:8443/home",
  complete: true,
  title: "Home",
  text: "Welcome",
  statuses: [200],
  asksForPin: false,
  waits: false,
  failure: null,
  quoted: null,
  notices: [],
};
const notice = (code: string | null, { id = "", warning = false } = {}) => ({
  id,
  code,
  warning,
  texts: ["Cause.", "Remedy.", "What to do"],
});
const shown = (code: string) => ({ code, cause: "Cause.", remedy: "Remedy." });

describe("A login at a developer's own portal", () => {
  it("sees a page of the portal, and one that the browser puts in its place", () => {
    assert.deepEqual(sightOf(PAGE), { kind: "page", url: PAGE.address, title: "Home", status: 200 });
    assert.deepEqual(sightOf({ ...PAGE, address: "about:neterror?e=x", text: "No\n  way" }), {
      kind: "unreachable",
      text: "No way",
    });
    assert.equal(sightOf({ ...PAGE, address: "chrome-error://chromewebdata/" }).kind, "unreachable");
    assert.equal(sightOf({ ...PAGE, complete: false }).kind, "moving");
    assert.equal(sightOf({ ...PAGE, address: "about:blank" }).kind, "moving");
  });

  it("sees the request for the PIN, with warnings and why the last one was refused", () => {
    const asks = { ...PAGE, address: LOGIN, asksForPin: true };
    assert.deepEqual(sightOf({ ...asks, notices: [notice("certificate.expired", { warning: true })] }), {
      kind: "pin",
      login: "?login=7",
      warnings: [shown("certificate.expired")],
      refused: null,
    });
    assert.deepEqual(sightOf({ ...asks, notices: [notice("pin.wrong", { id: "refused" })] }), {
      kind: "pin",
      login: "?login=7",
      warnings: [],
      refused: shown("pin.wrong"),
    });
  });

  it("sees what only the card gets from the portal, which is a login", () => {
    const sight = sightOf({ ...PAGE, address: LOGIN, quoted: "Area riservata", notices: [notice(null)] });
    assert.deepEqual(sight, { kind: "quoted", login: "?login=7", text: "Area riservata" });
    assert.deepEqual(tell({ kind: "quoted", text: "Area riservata" }).loggedIn, true);
    assert.match(tell({ kind: "quoted", text: "Area riservata" }).text, /^Logged in: .*Area riservata/);
  });

  it("sees why there is no way on", () => {
    const page = { ...PAGE, address: LOGIN };
    const problem = (code: string) => ({ kind: "problem", login: "?login=7", error: shown(code) });
    assert.deepEqual(sightOf({ ...page, notices: [notice("pin.blocked")] }), problem("pin.blocked"));
    assert.deepEqual(
      sightOf({ ...page, failure: "server.certificate-refused", notices: [notice(null)] }),
      problem("server.certificate-refused"),
    );
    assert.equal(sightOf({ ...page, waits: true, notices: [notice("card.none")] }).kind, "moving");
    assert.equal(sightOf(page).kind, "moving");
  });

  it("ends well only at a page that the portal shows without an error", () => {
    const { address: url, title } = PAGE;
    assert.deepEqual(tell({ kind: "page", url, title, status: 200 }), {
      loggedIn: true,
      text: `Logged in: ${url} "Home"`,
    });
    assert.deepEqual(tell({ kind: "page", url, title, status: 403 }), {
      loggedIn: false,
      text: `Not logged in: ${url} "Home" (HTTP status 403)`,
    });
    assert.deepEqual(tell({ kind: "problem", error: shown("pin.blocked") }), {
      loggedIn: false,
      text: "Not logged in: pin.blocked: Cause. Remedy.",
    });
    assert.match(tell({ kind: "not-asked", url, title }).text, /^Not logged in: .* without asking for the card/);
    assert.match(tell({ kind: "unreachable", text: "No way" }).text, /^Not logged in: .*No way/);
  });
});
