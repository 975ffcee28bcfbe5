import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { LANGUAGES } from "../../../extension/issuers/language";
import { readMessages } from "../pages/messages";

const read = (path: string): string => readFileSync(path, "utf8");

/** The section below a heading, with each paragraph in one line as the stores take it. */
function section(document: string, heading: string): string {
  const text = document.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return text
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replaceAll("\n", " "))
    .join("\n\n");
}

const manifest = v.looseObject({
  permissions: v.optional(v.array(v.string()), []),
  optional_permissions: v.optional(v.array(v.string()), []),
  optional_host_permissions: v.optional(v.array(v.string()), []),
});
const asked = (name: string): string[] => {
  const parsed = v.parse(manifest, JSON.parse(read(`manifests/${name}.json`)));
  return [...parsed.permissions, ...parsed.optional_permissions, ...parsed.optional_host_permissions];
};

describe("The listings of the stores", () => {
  for (const language of LANGUAGES) {
    const listing = read(`docs/stores/listing/${language}.md`);
    const messages = readMessages(language);

    it(`say the same as the manifest, where the stores take it from there (${language})`, () => {
      assert.equal(section(listing, "Name"), messages["extension_name"]!.message);
      assert.equal(section(listing, "Short summary"), messages["extension_description"]!.message);
    });

    it(`fit the limits of the stores (${language})`, () => {
      // Chrome: name 75, summary 132, description 16,000. AMO: name 50, summary 250, description 15,000. Edge: 250 at least.
      for (const [heading, least, most] of [
        ["Name", 5, 50],
        ["Short summary", 20, 132],
        ["Summary", 20, 250],
        ["Description", 250, 10_000],
      ] as const) {
        const { length } = section(listing, heading);
        assert.ok(length >= least && length <= most, `${heading}: ${length}`);
      }
    });

    it(`have a privacy statement beside them (${language})`, () => {
      assert.match(read(`docs/stores/privacy/${language}.md`), /200/);
    });
  }
});

describe("The justifications for the stores", () => {
  const document = read("docs/stores/justifications.md");
  const rows = [...document.matchAll(/^\| `([^`]+)` +\| (\w+) +\| (.+?) +\|$/gm)].map(([, permission, where, why]) => ({
    permission: permission!,
    where: where!,
    why: why!,
  }));

  it("name every permission of the manifests, and no other", () => {
    const of = (where: string) => rows.filter((row) => row.where === where).map(({ permission }) => permission);
    assert.deepEqual(of("both").sort(), asked("extension.base").sort());
    assert.deepEqual(of("Firefox").sort(), asked("firefox").sort());
    assert.deepEqual(of("Chromium").sort(), asked("chromium").sort());
  });

  it("fit into the stores' fields: 1000 characters", () => {
    for (const { permission, why } of rows) assert.ok(why.length > 40 && why.length <= 1000, permission);
    assert.ok(section(document, "Single purpose").length <= 1000);
  });
});

describe("The manifest for Firefox", () => {
  it("says what AMO asks: that no data is collected", () => {
    const firefox = v.parse(
      v.looseObject({
        browser_specific_settings: v.object({ gecko: v.looseObject({ data_collection_permissions: v.unknown() }) }),
      }),
      JSON.parse(read("manifests/firefox.json")),
    );
    assert.deepEqual(firefox.browser_specific_settings.gecko.data_collection_permissions, { required: ["none"] });
  });
});
