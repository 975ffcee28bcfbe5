import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
import * as v from "valibot";
import "../fake-browser";
import { MANAGED_FIELDS } from "../../../extension/managed/fields";
import { parseManaged } from "../../../extension/managed/settings";
import { policyFiles } from "../../../scripts/policies";
import { MANAGED_BROWSERS } from "../../../scripts/policies/browsers";
import { EXAMPLE } from "../../../scripts/policies/example";
import { CHROMIUM_ID, FIREFOX_ID } from "../../../shared/identity";

const FILES = policyFiles();
const text = (path: string) => FILES[`manifests/policies/${path}`] ?? assert.fail(path);
const xml = (path: string) => new JSDOM(text(path), { contentType: "application/xml" }).window.document;
const all = (from: Document | Element, selector: string) => [...from.querySelectorAll(selector)];
const names = (elements: Element[], attribute: string) => elements.map((one) => one.getAttribute(attribute) ?? "");

describe("The policies", () => {
  for (const [path, content] of Object.entries(FILES))
    it(`stand in ${path} as \`npm run policies\` writes them`, () => {
      assert.equal(readFileSync(path, "utf8"), content);
    });

  it("set values that the extension takes, each of its settings", () => {
    assert.deepEqual(parseManaged(EXAMPLE).broken, []);
    assert.deepEqual(Object.keys(EXAMPLE), Object.keys(MANAGED_FIELDS));
    const given = JSON.stringify(EXAMPLE);
    const firefox = v.parse(
      v.object({ policies: v.object({ "3rdparty": v.object({ Extensions: v.record(v.string(), v.unknown()) }) }) }),
      JSON.parse(text("firefox/policies.json")),
    );
    assert.equal(JSON.stringify(firefox.policies["3rdparty"].Extensions[FIREFOX_ID]), given);
    const chromium = v.parse(
      v.object({ "3rdparty": v.object({ extensions: v.record(v.string(), v.unknown()) }) }),
      JSON.parse(text("chromium/varco.json")),
    );
    assert.equal(JSON.stringify(chromium["3rdparty"].extensions[CHROMIUM_ID]), given);
  });
});

describe("The templates for group policies", () => {
  const admx = xml("windows/varco.admx");
  const adml = (language: string) => xml(`windows/${language}/varco.adml`);
  const LANGUAGES = ["it-IT", "de-DE", "en-US"];

  it("have a policy for each setting of each browser, with the key that this browser reads", () => {
    for (const { id, windows } of MANAGED_BROWSERS) {
      const policies = all(admx, "policy").filter((one) => one.getAttribute("name")?.startsWith(`${id}_`));
      assert.deepEqual(new Set(names(policies, "key")), new Set([windows]));
      const inputs = policies.flatMap((one) => all(one, "elements > *"));
      assert.deepEqual(names(inputs, "id").sort(), Object.keys(MANAGED_FIELDS).sort());
      for (const one of inputs) {
        const name = one.getAttribute("id");
        if (one.tagName === "list") assert.equal(one.getAttribute("key"), `${windows}\\${name}`);
        else assert.equal(one.getAttribute("valueName"), name);
      }
    }
  });

  it("have their parts in the order that Microsoft's schema wants", () => {
    assert.deepEqual(
      [...admx.documentElement.children].map(({ tagName }) => tagName),
      ["policyNamespaces", "resources", "supportedOn", "categories", "policies"],
    );
    for (const policy of all(admx, "policy"))
      assert.deepEqual(
        [...policy.children].map(({ tagName }) => tagName),
        ["parentCategory", "supportedOn", "elements"],
      );
    const policies = names(all(admx, "policy"), "name");
    assert.equal(new Set(policies).size, policies.length);
  });

  it("refer to categories and support that they define", () => {
    const categories = names(all(admx, "categories > category"), "name");
    for (const ref of names(all(admx, "parentCategory"), "ref")) assert.ok(categories.includes(ref), ref);
    const supports = names(all(admx, "definition"), "name");
    for (const ref of names(all(admx, "policy > supportedOn"), "ref")) assert.ok(supports.includes(ref), ref);
  });

  for (const language of LANGUAGES) {
    it(`have every text in ${language}, and no other`, () => {
      const strings = all(adml(language), "stringTable > string");
      const wanted = [...text("windows/varco.admx").matchAll(/\$\(string\.(\w+)\)/g)].map(([, id = ""]) => id);
      const shown = names(all(adml(language), "presentation > *"), "refId");
      // The labels of the inputs have texts of their own.
      assert.deepEqual(
        new Set(names(strings, "id")),
        new Set([...wanted, ...shown.filter((id) => id.startsWith("helpLine"))]),
      );
      for (const one of strings) assert.notEqual(one.textContent.trim(), "");
    });

    it(`show in ${language} an input for each element, of the matching kind`, () => {
      const kinds: Readonly<Record<string, string>> = { enum: "dropdownList", text: "textBox", list: "listBox" };
      for (const policy of all(admx, "policy")) {
        const id = /\$\(presentation\.(\w+)\)/.exec(policy.getAttribute("presentation") ?? "")?.[1];
        const shown = all(adml(language), `presentation[id="${id}"] > *`);
        assert.deepEqual(
          shown.map((one) => [one.tagName, one.getAttribute("refId")]),
          all(policy, "elements > *").map((one) => [kinds[one.tagName], one.getAttribute("id")]),
        );
      }
    });
  }
});

describe("The configuration profile", () => {
  const profile = xml("macos/varco.mobileconfig");

  it("is a property list: each dictionary has keys and values by turns", () => {
    assert.equal(profile.documentElement.tagName, "plist");
    for (const dictionary of all(profile, "dict"))
      [...dictionary.children].forEach(({ tagName }, index) => assert.equal(tagName === "key", index % 2 === 0));
  });

  it("has a payload for each browser, and identifiers that are there once", () => {
    const values = (key: string) =>
      all(profile, "key").flatMap((one) => (one.textContent === key ? [one.nextElementSibling?.textContent] : []));
    for (const { macos } of MANAGED_BROWSERS) assert.ok(values("PayloadType").includes(macos), macos);
    assert.ok(values("PayloadType").includes(`com.google.Chrome.extensions.${CHROMIUM_ID}`));
    const uuids = values("PayloadUUID");
    assert.equal(new Set(uuids).size, uuids.length);
    for (const uuid of uuids)
      assert.match(uuid ?? "", /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-8[0-9A-F]{3}-[0-9A-F]{12}$/);
  });
});
