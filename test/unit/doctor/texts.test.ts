import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { languageOf } from "../../../native-host/doctor/language";
import { OUTCOMES } from "../../../native-host/doctor/outcomes";
import { CHECKS } from "../../../native-host/doctor/table";
import { textsOf } from "../../../native-host/doctor/texts";

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe("The texts of the doctor", () => {
  it("name the same details in all languages, and a remedy for whatever is not well", () => {
    const [italian, german, english] = (["it", "de", "en"] as const).map((language) => textsOf(language).checks);
    for (const [id, outcomes] of Object.entries(OUTCOMES)) {
      for (const [outcome, state] of Object.entries(outcomes)) {
        const all = [italian, german, english].map((texts) => {
          const found: unknown = Reflect.get(Object(Reflect.get(Object(texts), id)), outcome);
          assert.ok(Array.isArray(found), `${id} ${outcome}`);
          return found.map(String);
        });
        const [first = []] = all;
        for (const text of all) {
          assert.deepEqual(places(text.join(" ")), places(first.join(" ")), `${id} ${outcome}`);
          if (state === "fault" || state === "warning") assert.equal(text.length, 2, `${id} ${outcome} has no remedy`);
        }
      }
    }
  });

  it("are in docs/doctor.md, with every check of the table", () => {
    const page = readFileSync(new URL("../../../docs/doctor.md", import.meta.url), "utf8");
    assert.deepEqual(
      CHECKS.map(({ id }) => id),
      Object.keys(OUTCOMES),
    );
    for (const { id } of CHECKS) assert.ok(page.includes(`\`${id}\``), id);
  });

  it("are those of the person's language, by the variables of the terminal, else Italian", () => {
    assert.equal(languageOf({ LANG: "de_IT.UTF-8" }), "de");
    assert.equal(languageOf({ LANG: "de_IT.UTF-8", LC_ALL: "en_GB.UTF-8" }), "en");
    assert.equal(languageOf({ LC_ALL: "", LC_MESSAGES: "en", LANG: "it" }), "en");
    assert.equal(languageOf({ LANG: "C" }), "it");
    assert.equal(languageOf({}), "it");
  });
});
