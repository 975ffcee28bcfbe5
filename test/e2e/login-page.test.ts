import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { HTTPRequest } from "puppeteer-core";
import { BROWSER_NAMES, type BrowserName } from "../../devkit/browser/browsers";
import type { LoginPhase } from "../../extension/login/view";
import { SUBMIT_READY } from "../../devkit/browser/login-page";
import { openPages, type Pages } from "../screens/pages";
import { readers, ready, readyCard, SITE, view } from "../screens/views";

const built = (name: BrowserName) => fileURLToPath(new URL(`../../dist/extension/${name}`, import.meta.url));
const SERVICE = "https://servizio.portale.example/acs";
const CARD = { reader: "Invented Smart Reader 0 00", insertion: 1, pin: "12345", remember: false };

for (const name of BROWSER_NAMES)
  describe(`The login page in ${name}`, function suite() {
    this.timeout(60_000);
    let login: Pages;
    before(async () => {
      login = await openPages(name, built(name), { language: "it", sites: [SITE], requests: true });
    });
    after(() => login.close());
    beforeEach(() => login.open());

    const focused = () => login.page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);

    it("says first which login it shows", async () => {
      assert.deepEqual(await login.commands(), [{ type: "show", login: "test" }]);
    });

    it("is used with the keyboard alone: focus in the PIN field, Enter logs in", async () => {
      await login.show(view(ready()));
      await login.page.waitForSelector("#pin");
      assert.equal(await focused(), "pin");
      await login.page.keyboard.type("12345");
      // A key that was meant for another page: in the first second it does nothing, and the page says so.
      await login.page.keyboard.press("Enter");
      await login.page.waitForFunction(() => document.querySelector("[data-testid=early]")?.textContent !== "");
      assert.deepEqual(await login.commands(), []);
      await login.page.waitForSelector(SUBMIT_READY);
      await login.page.keyboard.press("Enter");
      await login.page.waitForSelector("progress");
      assert.deepEqual(await login.commands(), [{ type: "submit", ...CARD }]);
    });

    it("is walked through with Tab in the order in which it is read", async () => {
      await login.show(view(ready()));
      await login.page.waitForSelector("#pin");
      const order: unknown[] = [];
      while (order.length < 3) {
        await login.page.keyboard.press("Tab");
        order.push(await login.page.evaluate(() => document.activeElement?.getAttribute("type")));
      }
      assert.deepEqual(order, ["checkbox", "submit", "button"]);
    });

    it("does not take the focus away while a card is chosen with the arrow keys", async () => {
      await login.show(view(ready(), readers(readyCard(), readyCard())));
      await login.page.waitForSelector("[type=radio]");
      await login.page.focus("[type=radio]");
      await login.page.keyboard.press("ArrowDown");
      await login.page.waitForSelector("#pin");
      assert.deepEqual(
        await login.page.$$eval("[type=radio]", (radios) => radios.map((radio) => radio === document.activeElement)),
        [false, true],
      );
    });

    it("speaks the language in which it says to", async () => {
      assert.equal(await login.page.evaluate(() => document.documentElement.lang), "it");
      assert.equal(await login.page.title(), "Accedi con la carta – Varco");
    });

    it("says that the login is over when the background goes away", async () => {
      await login.show(view(ready()));
      await login.disconnect();
      await login.page.waitForSelector("[role=alert]");
      assert.match(await login.page.$eval("[role=alert]", (alert) => alert.textContent), /Questo accesso è finito/);
      assert.equal(await login.page.$("#pin"), null);
    });

    describe("with the answer of a portal", () => {
      let requests: HTTPRequest[];
      beforeEach(async () => {
        requests = [];
        await login.page.setRequestInterception(true);
        login.page.on("request", (request) => {
          requests.push(request);
          void request.respond({ contentType: "text/html", body: "<h1>Portal</h1>" });
        });
      });
      afterEach(async () => {
        login.page.removeAllListeners("request");
        await login.page.setRequestInterception(false);
      });
      const read = async (html: string) => {
        await login.show(
          view({ name: "reading-answer", html, url: "https://accesso.portale.example/sso", encoding: "utf-8" }),
        );
        return login.commands();
      };

      it("reads the form and runs, loads and shows nothing of the answer", async () => {
        const form = `<form method=post action="${SERVICE}"><input type=hidden name=SAMLResponse value="PHg+"></form>`;
        const traps = [
          "<script>globalThis.ran = 1</script>",
          '<img src="https://portale.example/i.png" onerror="globalThis.ran = 1">',
          '<iframe src="https://portale.example/"></iframe>',
          '<style>@import "https://portale.example/s.css"</style>',
          '<link rel=stylesheet href="https://portale.example/l.css"><h1>Trap</h1>',
        ].join("");
        assert.deepEqual(await read(`<body onload="globalThis.ran = 1">${traps}${form}`), [
          {
            type: "answerRead",
            form: { action: SERVICE, method: "POST", fields: [["SAMLResponse", "PHg+"]], encoding: "utf-8" },
          },
        ]);
        assert.deepEqual(
          requests.map((request) => request.url()),
          [],
        );
        assert.equal(await login.page.evaluate("globalThis.ran"), undefined);
        assert.equal(await login.page.$eval("h1", (heading) => heading.textContent), "Accedi con la carta");
      });

      it("is not led astray by fields and forms named after methods of form and document", async () => {
        const names = [
          "submit",
          "action",
          "method",
          "elements",
          "querySelector",
          "getAttribute",
          "querySelectorAll",
          "matches",
        ];
        const fields = names.map((name) => `<input type=hidden name=${name} value=x>`).join("");
        const answer = `<form name=forms></form><form name=querySelectorAll></form><img name=documentElement>
        <form method=post action="${SERVICE}"><input type=hidden name=SAMLResponse value=1>${fields}</form>`;
        assert.deepEqual(await read(answer), [
          {
            type: "answerRead",
            form: {
              action: SERVICE,
              method: "POST",
              fields: [["SAMLResponse", "1"], ...names.map((name) => [name, "x"])],
              encoding: "utf-8",
            },
          },
        ]);
      });

      it("sends the form on in the same tab, and says nothing of Varco to the portal", async () => {
        const fields = [
          ["SAMLResponse", "PHg+ è"],
          ["submit", "x"],
          ["RelayState", '"><b>'],
        ] as const;
        const phase: LoginPhase = {
          name: "hand-over-form",
          form: { action: SERVICE, method: "POST", fields, encoding: "utf-8" },
        };
        const arrived = login.page.waitForNavigation();
        await login.show(view(phase)).catch(() => undefined); // the page may be left before it answers
        await arrived;
        assert.equal(await login.page.evaluate(() => location.href), SERVICE);
        const [request] = requests;
        assert.equal(request!.method(), "POST");
        assert.equal(await request!.fetchPostData(), new URLSearchParams(fields.map((field) => [...field])).toString());
        const { referer, origin } = request!.headers();
        assert.deepEqual([referer, origin], [undefined, "null"]);
      });
    });
  });
