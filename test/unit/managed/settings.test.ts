import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { isManagedLogin, isManagedPortal, parseManaged, readManaged } from "../../../extension/managed/settings";

const NOTHING = { language: null, sites: [], portals: [], logins: [], helpLine: null, broken: [] };
const ALL = {
  language: "de",
  sites: ["https://portale.example/*", "https://*.ente.example/*"],
  portals: ["https://portale.example", "https://accesso.example:8443/cns/login", "https://accesso.example:8443/"],
  helpLineName: "Ufficio «Ada & C.»",
  helpLineNumber: "+39 0461 00 00 00",
  helpLineMail: "aiuto@ente.example",
  helpLineAddress: "https://ente.example/aiuto?da=varco",
};

describe("The settings of an organisation", () => {
  it("are read as they stand in the browser's managed storage", () => {
    assert.deepEqual(parseManaged(ALL), {
      language: "de",
      sites: ALL.sites,
      portals: ["https://accesso.example:8443", "https://portale.example"],
      logins: ["https://accesso.example:8443/cns/login"],
      helpLine: {
        name: ALL.helpLineName,
        number: ALL.helpLineNumber,
        mail: ALL.helpLineMail,
        address: ALL.helpLineAddress,
      },
      broken: [],
    });
  });

  const broken: readonly (readonly [name: string, value: unknown])[] = [
    ["language", "fr"],
    ["language", ["it"]],
    ["sites", "https://portale.example/*"],
    ["sites", ["https://portale.example"]],
    ["sites", ["http://portale.example/*"]],
    ["sites", ["https://*/*"]],
    ["sites", Array.from({ length: 101 }, (_, i) => `https://a${i}.example/*`)],
    ["portals", ["http://portale.example"]],
    ["portals", ["https://ada@portale.example"]],
    ["portals", ["https://portale.example/?next=x"]],
    ["portals", ["https://-/"]],
    ["portals", ["https://portale.example:99999"]],
    ["helpLineName", "Ada\nCollaudo"],
    ["helpLineName", "\u202Eada"],
    ["helpLineNumber", "tel:1"],
    ["helpLineMail", "aiuto@ente.example?bcc=a"],
    ["helpLineAddress", "javascript:alert(1)"],
    ["helpLineAddress", "http://ente.example"],
    ["helpLineName", "a".repeat(101)],
    ["lingua", "it"],
  ];
  for (const [name, value] of broken) {
    it(`name ${name} as broken when it is ${JSON.stringify(value).slice(0, 50)}, and keep the rest`, () => {
      const settings = parseManaged({ ...ALL, [name]: value });
      assert.deepEqual(settings.broken, [name]);
      assert.equal(settings.language, name === "language" ? null : "de");
      assert.equal(settings.sites.length, name === "sites" ? 0 : 2);
      assert.equal(settings.portals.length, name === "portals" ? 0 : 2);
    });
  }

  it("have no help line that consists of a name only", () => {
    assert.equal(parseManaged({ helpLineName: "Ente" }).helpLine, null);
  });

  it("are none where storage holds something else", () => {
    for (const value of [undefined, null, "it", 5]) assert.deepEqual(parseManaged(value), NOTHING);
  });

  it("are none where the browser throws, as Firefox does without a policy", async () => {
    useFakeBrowser({ storage: { managed: { get: () => Promise.reject(new Error("Managed storage manifest")) } } });
    assert.deepEqual(await readManaged(), NOTHING);
  });

  it("say which portals are the organisation's, and which addresses are logins", async () => {
    useFakeBrowser({ storage: { managed: { get: async () => ALL } } });
    assert.equal(await isManagedPortal("https://portale.example"), true);
    assert.equal(await isManagedPortal("https://portale.example:8443"), false);
    assert.equal(await isManagedLogin("https://accesso.example:8443/cns/login?next=x"), true);
    assert.equal(await isManagedLogin("https://accesso.example:8443/"), false);
  });
});
