import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { general } from "../../../extension/issuers/general";
import { ReportSection } from "../../../extension/pages/card/report-section";
import { language, loadLanguage } from "../../../extension/pages/i18n";
import { LanguageMenu } from "../../../extension/pages/language-menu";
import { LanguageSection } from "../../../extension/pages/options/language-section";
import { OrganisationSection } from "../../../extension/pages/options/organisation-section";
import { loadOrganisation } from "../../../extension/pages/organisation/organisation";
import { installDom } from "./dom";
import { fakeStorage } from "./fake-storage";

const [SITE, OTHER] = ["https://portale.example/*", "https://accesso.example/*"];

describe("What an organisation has set", () => {
  let dom: ReturnType<typeof installDom>;
  let asked: unknown[];
  beforeEach(() => {
    dom = installDom();
    asked = [];
  });
  afterEach(async () => {
    render(null, document.body);
    dom.remove();
    useFakeBrowser({ storage: fakeStorage() });
    await loadOrganisation();
  });

  const speak = async (managed: object, { allowed = false, chosen = "en" } = {}) => {
    const event = { addListener: () => {}, removeListener: () => {} };
    useFakeBrowser({
      i18n: { getMessage: () => "en" },
      storage: { ...fakeStorage({ language: chosen }), managed: { get: async () => managed } },
      permissions: {
        contains: async () => allowed,
        request: async (wanted: object) => asked.push(wanted),
        onAdded: event,
        onRemoved: event,
      },
    });
    await Promise.all([loadOrganisation(), loadLanguage()]);
  };
  const show = async (what: Parameters<typeof render>[0]) => {
    await act(async () => render(what, document.body));
    // By now the browser has said what is allowed.
    await act(async () => {});
  };
  const seen = () => document.body.textContent;
  const buttons = () => [...document.querySelectorAll("button")];

  it("is not mentioned where it has set nothing", async () => {
    await speak({});
    await show(h(OrganisationSection, {}));
    assert.equal(document.querySelector("section"), null);
  });

  it("is shown with its portals and its help line, and nothing there can be changed", async () => {
    await speak({ portals: ["https://portale.example/cns"], helpLineName: "Ente", helpLineNumber: "+39 (0461) 1" });
    await show(h(OrganisationSection, {}));
    assert.match(seen(), /Set by your organisation[^]*cannot be changed here[^]*https:\/\/portale\.example[^/]/);
    assert.match(seen(), /Help line \(Ente\):/);
    assert.equal(document.querySelector("a")!.getAttribute("href"), "tel:+3904611");
    assert.equal(document.querySelectorAll("button, input, select").length, 0);
  });

  it("says which settings are broken, and that the administrators should know", async () => {
    await speak({ language: "fr", lingua: "it" });
    await show(h(OrganisationSection, {}));
    assert.match(document.querySelector(".notice")!.textContent, /language, lingua\. Tell whoever manages/);
    assert.equal(language(), "en");
  });

  it("asks for all of its sites with one click, until the person has allowed them", async () => {
    await speak({ sites: [SITE, OTHER] });
    await show(h(OrganisationSection, {}));
    await act(async () => buttons()[0]!.click());
    assert.deepEqual(asked, [{ origins: [SITE, OTHER] }]);
    render(null, document.body);
    await speak({ sites: [SITE, OTHER] }, { allowed: true });
    await show(h(OrganisationSection, {}));
    assert.deepEqual(buttons(), []);
    assert.match(seen(), /may reach the sites of your organisation/);
  });

  it("chooses the language over the head of the person, who then is offered no other", async () => {
    await speak({ language: "de" });
    assert.equal(language(), "de");
    await show(h("div", {}, h(LanguageMenu, {}), h(LanguageSection, { chosen: "de" })));
    assert.equal(document.querySelectorAll("select, input").length, 0);
    assert.match(seen(), /Deutsch\. Ihre Organisation hat sie gewählt/);
  });

  it("has its help line beside the issuer's, in the report and without a script's address", async () => {
    await speak({ helpLineMail: "aiuto@ente.example", helpLineAddress: "javascript:alert(1)" });
    await show(h(ReportSection, { text: "report", issuer: general }));
    assert.deepEqual(
      [...document.querySelectorAll("a")].map(({ href }) => href),
      ["mailto:aiuto@ente.example"],
    );
  });
});
