import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import "../help/loaded-texts";
import { helpTexts } from "../../../extension/help/texts/table";
import { LANGUAGES } from "../../../extension/issuers/language";
import { ISSUERS } from "../../../extension/issuers/table";
import { CHARACTERS, subsetTypeface } from "../../../scripts/extension/typeface";
import { readMessages } from "../pages/messages";

describe("The packed typeface", () => {
  it("writes every character of the texts", () => {
    const texts = LANGUAGES.map((language) => JSON.stringify([readMessages(language), helpTexts(language)]));
    const used = new Set([...texts, JSON.stringify(ISSUERS)].join(""));
    assert.deepEqual(
      [...used].filter((character) => !CHARACTERS.includes(character)),
      [],
    );
  });

  it("is a WOFF2 of less than three quarters of what it comes from", async () => {
    const font = readFileSync("node_modules/@fontsource/titillium-web/files/titillium-web-latin-400-normal.woff2");
    const subset = await subsetTypeface(font);
    assert.equal(Buffer.from(subset).toString("latin1", 0, 4), "wOF2");
    assert.ok(subset.length > 4000 && subset.length < 0.75 * font.length, String(subset.length));
  });
});
