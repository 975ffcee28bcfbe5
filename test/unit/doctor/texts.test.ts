import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { AnyCheck } from "../../../native-host/doctor/check";
import { languageOf } from "../../../native-host/doctor/language";
import { OUTCOMES } from "../../../native-host/doctor/outcomes";
import { CHECKS } from "../../../native-host/doctor/table";
import { textsOf } from "../../../native-host/doctor/texts";

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

const WEIGHTS = {
  login: "every login needs it",
  portal: "a login at the portal of `--url` needs it",
  advice: "advice",
} as const;

/** What docs/doctor.md says of a check, line by line. */
function sectionOf({ id, weight, systems, mend }: AnyCheck): string[] {
  const texts: Readonly<Record<string, string | readonly string[]>> = textsOf("en").checks[id];
  const where = systems === undefined ? "" : ` Systems: ${systems.join(", ")}.`;
  const outcomes = Object.entries(OUTCOMES[id]).map(([outcome, state]) => {
    const [cause = "", remedy] = [texts[outcome] ?? []].flat();
    return `- \`${outcome}\` (${state}): ${cause}${remedy === undefined ? "" : ` _${remedy}_`}`;
  });
  return [
    `${String(texts["title"])}: ${WEIGHTS[weight]}.${where}${mend === undefined ? "" : " `--fix` mends it."}`,
    ...outcomes,
  ];
}

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

  it("are in docs/doctor.md, with every check of the table, its systems and its outcomes", () => {
    const page = readFileSync(new URL("../../../docs/doctor.md", import.meta.url), "utf8");
    assert.deepEqual(
      CHECKS.map(({ id }) => id),
      Object.keys(OUTCOMES),
    );
    for (const check of CHECKS) {
      const [, section = ""] = page.split(`\n## \`${check.id}\`\n`);
      const [said = ""] = section.split("\n## ");
      assert.equal(said.replace(/\s+/g, " ").trim(), sectionOf(check).join(" "));
    }
  });

  it("are those of the person's language, by the variables of the terminal, else Italian", () => {
    assert.equal(languageOf({ LANG: "de_IT.UTF-8" }), "de");
    assert.equal(languageOf({ LANG: "de_IT.UTF-8", LC_ALL: "en_GB.UTF-8" }), "en");
    assert.equal(languageOf({ LC_ALL: "", LC_MESSAGES: "en", LANG: "it" }), "en");
    assert.equal(languageOf({ LANG: "C" }), "it");
    assert.equal(languageOf({}), "it");
  });
});
