import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { BROWSER_NAMES, type BrowserName } from "../../devkit/browser/browsers";
import { until } from "../../devkit/until";
import { openPages, type Pages } from "../screens/pages";
import { error, ready, view, VIEWS } from "../screens/views";

const built = (name: BrowserName) => fileURLToPath(new URL(`../../dist/extension/${name}`, import.meta.url));
const [HELP, OPTIONS, WELCOME] = ["/pages/help.html", "/pages/options.html", "/pages/welcome.html"];
const HEADER = ["Skip to content", "Your card", "Help", "Settings", "language"];

for (const name of BROWSER_NAMES)
  describe(`The pages around the login in ${name}`, function suite() {
    this.timeout(60_000);
    let pages: Pages;
    before(async () => {
      pages = await openPages(name, built(name), { language: "en" });
    });
    after(() => pages.close());

    /** Identifies the element that has the focus. */
    const focused = () =>
      pages.page.evaluate(() => {
        const { activeElement } = document;
        return activeElement?.getAttribute("data-testid") ?? (activeElement?.id || activeElement?.textContent);
      });
    const press = async (...keys: ("Tab" | "Enter" | "ArrowDown")[]) => {
      for (const key of keys) await pages.page.keyboard.press(key);
    };
    /** Presses Tab, and returns the elements that get the focus. */
    const walk = async (steps: number) => {
      const order: unknown[] = [];
      while (order.length < steps) {
        await press("Tab");
        order.push(await focused());
      }
      return order;
    };
    const text = (selector: string) => pages.page.$eval(selector, (element) => element.textContent);

    it("are walked through with Tab in the order in which they are read", async () => {
      await pages.open(HELP);
      assert.deepEqual(await walk(8), [...HEADER, "query", "issuer", "What do I need to log in with the card?"]);
      await pages.open(OPTIONS, { stored: { rememberedPortals: ["https://portale.example"] } });
      assert.deepEqual((await walk(8)).slice(0, 5), HEADER);
      await pages.open(WELCOME);
      await pages.show({ name: "failed", error: error("host.missing") });
      assert.deepEqual(await walk(9), [...HEADER, "What can I do? (opens in a new tab)", "Copy", "Copy", "Copy"]);
    });

    it("let the keyboard skip the header", async () => {
      await pages.open(HELP);
      await press("Tab", "Enter");
      assert.equal(await focused(), "main");
      assert.deepEqual(await walk(1), ["query"]);
    });

    it("use the typeface that comes with them", async () => {
      await pages.open(HELP);
      await pages.page.evaluate(() => document.fonts.ready);
      assert.ok(
        await pages.page.evaluate(() =>
          [...document.fonts].some(({ family, status }) => family.includes("Titillium") && status === "loaded"),
        ),
      );
    });

    it("change their language at once, and keep the typed text", async () => {
      await pages.open();
      await pages.show(view(ready()));
      await pages.page.waitForSelector("#pin");
      await pages.page.type("#pin", "1234");
      await pages.page.select("header select", "de");
      await pages.page.waitForFunction(() => document.documentElement.lang === "de");
      assert.equal(await text("h1"), "Mit der Karte anmelden");
      assert.equal(
        await pages.page.$eval("#pin", (field) => (field instanceof HTMLInputElement ? field.value : null)),
        "1234",
      );
      await pages.open(HELP, { stored: { language: "it" } });
      assert.equal(await text("h1"), "Aiuto");
    });

    it("do not move under the pointer when the server has answered, also at the end of a scrolled page", async () => {
      await pages.open();
      const places = () =>
        pages.page.evaluate(() =>
          ["#pin", "input[type=checkbox]", "button[type=submit]", "button[type=button]"].map((selector) =>
            Math.round(document.querySelector(selector)?.getBoundingClientRect().top ?? Number.NaN),
          ),
        );
      await pages.show(VIEWS["probing-early"]!);
      await pages.page.waitForSelector("#pin");
      await pages.page.evaluate(() => {
        // As long as a page that does not fit its window.
        document.body.style.paddingTop = "100vh";
        window.scrollTo({ top: document.body.scrollHeight, behavior: "instant" });
      });
      const before = await places();
      await pages.show(view(ready()));
      await pages.page.waitForFunction(() => document.querySelector(".waiting") === null);
      assert.deepEqual(await places(), before);
    });

    it("open the answer that the address names, scroll to it, and go back to the previous one", async () => {
      await pages.open(`${HELP}?issuer=trento#pin-blocked`);
      const open = () => pages.page.$$eval("details[open]", (answers) => answers.map(({ id }) => id));
      assert.deepEqual(await open(), ["entry-pin-blocked"]);
      assert.equal(await focused(), "The PIN is blocked: how do I unblock it?");
      assert.ok(
        await pages.page.$eval("#entry-pin-blocked", (answer) => Math.abs(answer.getBoundingClientRect().top) < 30),
      );
      await pages.page.$eval('#entry-pin-blocked .related a[href="#codes-lost"]', (link) => {
        if (link instanceof HTMLElement) link.click();
      });
      await pages.page.waitForSelector("#entry-codes-lost[open]");
      await pages.page.evaluate(() => history.back());
      await pages.page.waitForFunction(() => document.activeElement?.closest("details")?.id === "entry-pin-blocked");
    });

    it("find an answer by keyboard alone", async () => {
      await pages.open(HELP);
      await pages.page.focus("#query");
      await pages.page.keyboard.type("PIN blocked");
      assert.match(await text("[role=status]"), /^Answers found: \d+\.$/);
      await press("Tab", "Tab", "Enter");
      assert.equal(await focused(), "The PIN is blocked: how do I unblock it?");
      assert.ok(await pages.page.$("#entry-pin-blocked[open]"));
    });

    it("remember the issuer of the card", async () => {
      await pages.open(HELP);
      assert.equal(await pages.page.$("#entry-second-half"), null);
      await pages.page.select("#issuer", "trento");
      await pages.page.waitForSelector("#entry-second-half");
      assert.deepEqual(await pages.page.evaluate('chrome.storage.local.get("issuer")'), { issuer: "trento" });
    });

    it("look for a missing program again by themselves", async () => {
      await pages.open(WELCOME);
      await pages.show({ name: "failed", error: error("host.missing") });
      await until("another look", async () => {
        const commands = await pages.commands();
        return JSON.stringify(commands) === '[{"type":"retry","visibly":false}]';
      });
    });
  });
