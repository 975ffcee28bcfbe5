import assert from "node:assert/strict";
import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { VARCO_VERSION } from "../../../shared/identity";
import type { Language } from "../../../extension/issuers/language";
import { OptionsPage } from "../../../extension/pages/options/page";
import { ORIGIN } from "../../screens/views";
import { installDom } from "./dom";
import { speak } from "./speak";

const OTHER = "https://sport.elli.example";

describe("The settings", () => {
  let dom: ReturnType<typeof installDom>;
  let storage: Awaited<ReturnType<typeof speak>>;
  let asked: string[];

  beforeEach(async () => {
    dom = installDom();
    asked = [];
    storage = await speak("en");
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  const show = ({
    language = null,
    portals = [ORIGIN, OTHER],
    forgotten = null,
    sites = [],
    takenBack = null,
    badge = true,
  }: {
    language?: Language | null;
    portals?: string[];
    forgotten?: string | null;
    sites?: string[];
    takenBack?: string | null;
    badge?: boolean;
  } = {}) =>
    act(async () => {
      const forget = async (origin: string) => {
        asked.push(origin);
      };
      render(
        h(OptionsPage, {
          language,
          module: { view: null, working: null, act: () => {} },
          portals: { portals, forgotten, forget },
          access: { sites, takenBack, takeBack: forget },
          badge: { wanted: badge, choose: (wanted) => asked.push(`badge ${wanted}`) },
        }),
        document.body,
      );
    });
  const radios = () => [...document.querySelectorAll<HTMLInputElement>("[type=radio]")];
  const portals = () => [...document.querySelectorAll(".portals bdi")].map(({ textContent }) => textContent);

  it("let the person choose the language, or leave it to the browser", async () => {
    await show();
    assert.deepEqual(
      radios().map(({ value, checked }) => [value, checked]),
      [
        ["", true],
        ["it", false],
        ["de", false],
        ["en", false],
      ],
    );
    await act(async () => radios()[2]!.click());
    assert.deepEqual(storage.values, { language: "de" });
    await show({ language: "de" });
    assert.deepEqual(
      radios().map(({ checked }) => checked),
      [false, false, true, false],
    );
    await act(async () => radios()[0]!.click());
    assert.deepEqual(storage.values, {});
  });

  it("name the languages in themselves, under a heading", async () => {
    await show();
    assert.deepEqual(
      radios()
        .slice(1)
        .map((radio) => [radio.parentElement!.querySelector("span")!.lang, radio.parentElement!.textContent]),
      [
        ["it", "Italiano"],
        ["de", "Deutsch"],
        ["en", "English"],
      ],
    );
    const group = document.querySelector("[role=radiogroup]")!;
    assert.equal(document.getElementById(group.getAttribute("aria-labelledby")!)!.textContent, "Language");
  });

  it("show the remembered portals, each with a button that says which one it forgets", async () => {
    await show();
    assert.deepEqual(portals(), [ORIGIN, OTHER]);
    const [, second] = document.querySelectorAll<HTMLButtonElement>(".portals button");
    assert.equal(second!.getAttribute("aria-label"), `Forget ${OTHER}`);
    await act(async () => second!.click());
    assert.deepEqual(asked, [OTHER]);
  });

  it("say what was forgotten, and take the focus from a button that is gone to the heading", async () => {
    await show();
    await show({ portals: [ORIGIN], forgotten: OTHER });
    assert.equal(document.querySelector(".portals + [role=status]")!.textContent, `Forgotten: ${OTHER}`);
    assert.equal(document.activeElement!.textContent, "Remembered portals");
  });

  it("show the sites that Varco may reach, and take each back", async () => {
    const [one, all] = ["https://login.example/*", "https://*/*"];
    await show({ portals: [], sites: [one, all] });
    assert.deepEqual(portals(), ["https://login.example", "all sites"]);
    const [first] = document.querySelectorAll<HTMLButtonElement>(".portals button");
    assert.equal(first!.getAttribute("aria-label"), "Take back the access to https://login.example");
    await act(async () => first!.click());
    assert.deepEqual(asked, [one]);
    await show({ portals: [], sites: [all], takenBack: one });
    assert.equal(document.activeElement!.textContent, "Sites that Varco may reach");
    assert.ok(document.querySelector("main")!.textContent.includes("Access taken back: https://login.example"));
    await show({ portals: [], sites: [] });
    assert.match(document.querySelector("main")!.textContent, /None\. When you log in to a portal, the browser asks/);
  });

  it("turn the badge off and on, and say what finding out costs", async () => {
    for (const badge of [true, false]) {
      await show({ badge });
      const box = document.querySelector<HTMLInputElement>("[data-testid=card-badge]")!;
      assert.equal(box.checked, badge);
      const hint = document.getElementById(box.getAttribute("aria-describedby")!)!.textContent;
      assert.match(hint, /opens a connection to the server that you are visiting/);
      await act(async () => box.click());
    }
    assert.deepEqual(asked, ["badge false", "badge true"]);
  });

  it("leave the focus where it is when what they said before changes its language", async () => {
    await show({ portals: [ORIGIN], forgotten: OTHER });
    radios()[2]!.focus();
    await speak("de");
    await show({ portals: [ORIGIN], forgotten: OTHER });
    assert.ok(document.querySelector("main")!.textContent.includes(`Vergessen: ${OTHER}`));
    assert.equal(document.activeElement, radios()[2]);
  });

  it("show an origin as text", async () => {
    await show({ portals: ["https://<b>x</b>.example"] });
    assert.ok(document.querySelector("main b") === null);
  });

  it("say which Varco this is, and lead to the checks", async () => {
    await show();
    assert.ok(document.querySelector("main")!.textContent.includes(`Version ${VARCO_VERSION}.`));
    assert.ok(document.querySelector('a[href="/pages/welcome.html"]'));
  });
});
