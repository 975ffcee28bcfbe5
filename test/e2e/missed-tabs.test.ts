import assert from "node:assert/strict";
import { OpenCardPage } from "./open-card-page";
import { Session } from "./session";

describe("A page of the extension that Firefox keeps from its driver", function suite() {
  this.timeout(60_000);
  let session: Session;
  before(async () => {
    session = await Session.open("firefox");
  });
  after(() => session.close());

  it("is opened again, where the tests see it", async () => {
    const { page } = await OpenCardPage.byToolbar(session);
    const lost = loseNextTab(session);
    await page.evaluate('void chrome.tabs.create({ url: "/pages/card.html" }).then(({ id }) => { kept = id; })');
    await lost;
    const second = await OpenCardPage.opened(session, 2);
    const shown: unknown = await second.page.evaluate("chrome.tabs.getCurrent().then(({ id }) => id)");
    assert.notEqual(shown, await page.evaluate("kept"));
  });
});

/** Drops the message that tells of the next tab, and resolves when it came. */
function loseNextTab({ browser }: Session): Promise<void> {
  const connection: unknown = Reflect.get(browser, "connection");
  assert.ok(isEmitter(connection));
  const tell = connection.emit.bind(connection);
  return new Promise((resolve) => {
    connection.emit = (event, detail) => {
      if (event !== "browsingContext.contextCreated") return tell(event, detail);
      connection.emit = tell;
      resolve();
      return true;
    };
  });
}

function isEmitter(value: unknown): value is { emit: (event: string, detail: unknown) => unknown } {
  return typeof value === "object" && value !== null && "emit" in value && typeof value.emit === "function";
}
