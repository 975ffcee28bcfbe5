import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { Frame } from "../../../extension/pages/frame";
import { language, loadLanguage, onLanguageChange, t, textOf } from "../../../extension/pages/i18n";
import { chooseLanguage, chosenLanguage } from "../../../extension/pages/language-choice";
import { startPage } from "../../../extension/pages/start";
import { installDom } from "./dom";
import { fakeStorage } from "./fake-storage";
import { speak } from "./speak";

describe("The language of the pages", () => {
  it("is that of the browser, as the browser itself takes it from _locales", async () => {
    await speak("de");
    assert.equal(language(), "de");
    assert.equal(t("nav_help"), "Hilfe");
  });

  it("is Italian where the browser says nothing that Varco speaks", async () => {
    useFakeBrowser({ i18n: { getMessage: () => "" }, storage: fakeStorage() });
    await loadLanguage();
    assert.equal(language(), "it");
  });

  it("is the one that the person chose, whatever the browser's, until the person goes back to that", async () => {
    const storage = await speak("de");
    await chooseLanguage("en");
    await loadLanguage();
    assert.equal(t("nav_help"), "Help");
    await chooseLanguage(null);
    await loadLanguage();
    assert.equal(t("nav_help"), "Hilfe");
    assert.deepEqual(storage.values, {});
  });

  it("is the browser's where what is stored is no language of Varco's", async () => {
    for (const stored of ["fr", 7, null, { it: true }]) {
      const storage = await speak("de");
      await storage.local.set({ language: stored });
      assert.equal(await chosenLanguage(), null);
      await loadLanguage();
      assert.equal(language(), "de");
    }
  });

  it("changes at once in pages that are open, wherever it was chosen, and only then", async () => {
    const storage = await speak("it");
    const heard: string[] = [];
    const stop = onLanguageChange(() => heard.push(language()));
    await chooseLanguage("en");
    await storage.local.set({ issuer: "trento" });
    await chooseLanguage(null);
    stop();
    await chooseLanguage("de");
    assert.deepEqual(heard, ["en", "it"]);
  });

  it("fills each placeholder in its place, and takes what fills it as text", async () => {
    await speak("en");
    assert.equal(t("help_page_found", "7"), "Answers found: 7.");
    assert.equal(t("options_forget_portal", "$PORTAL$ $1 $$"), "Forget $PORTAL$ $1 $$");
    assert.match(
      textOf("error_relay_other_origin_cause", ["https://a.example", "https://b.example"]),
      /https:\/\/a\.example.*https:\/\/b\.example/,
    );
  });
});

describe("Every page", () => {
  let dom: ReturnType<typeof installDom>;
  beforeEach(() => {
    dom = installDom();
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  const links = () => [...document.querySelectorAll("a")];
  const menu = () => document.querySelector("select")!;
  const draw = (here?: "card" | "help" | "options") =>
    render(h(Frame, { title: t("nav_help"), children: "x", ...(here ? { here } : {}) }), document.body);

  it("says in which language it is, in the document and its title, and is drawn anew when that changes", async () => {
    await speak("it");
    let drawn = 0;
    await startPage("help_page_title", () => {
      drawn += 1;
      draw("help");
    });
    assert.deepEqual([document.documentElement.lang, document.title, drawn], ["it", "Aiuto – Varco", 1]);
    menu().value = "de";
    await act(async () => {
      menu().dispatchEvent(new Event("change"));
    });
    assert.deepEqual([document.documentElement.lang, document.title, drawn], ["de", "Hilfe – Varco", 2]);
    assert.equal(document.querySelector("h1")!.textContent, "Hilfe");
    assert.equal(menu().value, "de");
  });

  it("is drawn in a language once what it needs in that is loaded, and only in the last of two that follow", async () => {
    await speak("it");
    const drawn: string[] = [];
    const waiting = new Map<string, () => void>();
    const load = (wanted: string) => new Promise<void>((resolve) => waiting.set(wanted, resolve));
    const started = startPage("help_page_title", () => drawn.push(language()), load);
    await new Promise(setImmediate);
    assert.deepEqual(drawn, []);
    waiting.get("it")!();
    await started;
    await chooseLanguage("de");
    await chooseLanguage("en");
    assert.deepEqual([drawn, document.documentElement.lang], [["it"], "it"]);
    for (const wanted of ["de", "en"]) {
      waiting.get(wanted)?.();
      await new Promise(setImmediate);
    }
    assert.deepEqual([[...new Set(drawn)], document.documentElement.lang], [["it", "en"], "en"]);
  });

  it("is drawn, in the browser's language, even if the choice cannot be read", async () => {
    const reported: unknown[] = [];
    Object.assign(globalThis, { reportError: (thrown: unknown) => reported.push(thrown) });
    useFakeBrowser({
      i18n: { getMessage: () => "en" },
      storage: {
        ...fakeStorage(),
        local: {
          get: async () => {
            throw new Error("no disk");
          },
        },
      },
    });
    await startPage("help_page_title", () => draw("help"));
    assert.equal(document.title, "Help – Varco");
    assert.equal(reported.length, 1);
  });

  it("has a navigation that says where one is, and names each language in itself", async () => {
    await speak("en");
    draw("help");
    assert.deepEqual(
      links()
        .filter((link) => link.closest("nav"))
        .map((link) => [link.textContent, link.getAttribute("href"), link.getAttribute("aria-current")]),
      [
        ["Your card", "/pages/card.html", null],
        ["Help", "/pages/help.html", "page"],
        ["Settings", "/pages/options.html", null],
      ],
    );
    assert.deepEqual(
      [...menu().options].map(({ lang, textContent }) => [lang, textContent]),
      [
        ["it", "Italiano"],
        ["de", "Deutsch"],
        ["en", "English"],
      ],
    );
    assert.equal(menu().closest("label")!.querySelector(".unseen")!.textContent, "Language");
  });

  it("leads nowhere else while work is under way, but to the help in a tab of its own", async () => {
    await speak("en");
    draw();
    assert.ok(document.querySelector("nav") === null);
    const [help] = links().filter((link) => link.closest("header"));
    assert.deepEqual(
      [help!.getAttribute("href"), help!.target, help!.textContent],
      ["/pages/help.html", "_blank", "Help (opens in a new tab)"],
    );
  });

  it("begins with the way past its header, which is no address of its own", async () => {
    await speak("en");
    draw("help");
    const [skip] = links();
    assert.equal(skip!.textContent, "Skip to content");
    assert.equal(skip!.dispatchEvent(new Event("click", { bubbles: true, cancelable: true })), false);
    assert.ok(document.activeElement === document.querySelector("main"));
  });
});
