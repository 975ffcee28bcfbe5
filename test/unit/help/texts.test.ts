import assert from "node:assert/strict";
import "./loaded-texts";
import { answerOf, entriesFor } from "../../../extension/help/answer";
import { ENTRIES, GROUPS } from "../../../extension/help/entries";
import { asPlainText, PLACEHOLDERS, type Piece } from "../../../extension/help/fill";
import type { EntryText, Line } from "../../../extension/help/text";
import { helpTexts } from "../../../extension/help/texts/table";
import type { Issuer } from "../../../extension/issuers/issuer";
import { LANGUAGES, type Language } from "../../../extension/issuers/language";
import { ISSUERS } from "../../../extension/issuers/table";
import { readMessages } from "../pages/messages";
import { linesOf, placeholdersOf, textOf } from "./lines";

const ids = ENTRIES.map(({ id }) => id);
const whenOf = (line: Line) => (typeof line === "string" ? null : line.when);

/** Kinds of blocks, and the condition and the placeholders of each line. */
function shapeOf(entry: EntryText) {
  return {
    question: placeholdersOf(entry.question),
    blocks: entry.answer.map((block) =>
      typeof block === "object" && "steps" in block ? block.steps.length : "paragraph",
    ),
    lines: linesOf(entry).map((line) => ({ when: whenOf(line), placeholders: placeholdersOf(textOf(line)) })),
  };
}

/** What a person reads of an entry, paragraph by paragraph, the question first. */
function read(id: (typeof ids)[number], issuer: Issuer, language: Language): readonly (readonly Piece[])[] {
  const answer = answerOf(id, issuer, language);
  assert.ok(answer);
  return [
    [answer.question],
    ...answer.blocks.flatMap((block) => (block.kind === "steps" ? block.steps : [block.pieces])),
  ];
}

/** Every paragraph of every entry as it is read, for every issuer, in the languages given. */
function eachParagraph(
  check: (text: string, where: string, pieces: readonly Piece[], issuer: Issuer) => void,
  languages: readonly Language[] = LANGUAGES,
) {
  for (const language of languages) {
    for (const issuer of ISSUERS) {
      for (const { id } of entriesFor(issuer)) {
        for (const pieces of read(id, issuer, language))
          check(asPlainText(pieces), `${language} ${issuer.id} ${id}: ${asPlainText(pieces)}`, pieces, issuer);
      }
    }
  }
}

describe("The texts of the help page", () => {
  it("are the same entries and groups in every language", () => {
    for (const language of LANGUAGES) {
      assert.deepEqual(Object.keys(helpTexts(language).entries), ids, language);
      assert.deepEqual(Object.keys(helpTexts(language).groups), [...GROUPS], language);
    }
  });

  it("have the same paragraphs, conditions and placeholders in every language", () => {
    for (const id of ids) {
      for (const language of LANGUAGES)
        assert.deepEqual(
          shapeOf(helpTexts(language).entries[id]),
          shapeOf(helpTexts("it").entries[id]),
          `${language}: ${id}`,
        );
    }
  });

  it("use every placeholder, and none that does not exist", () => {
    const used = new Set(
      Object.values(helpTexts("it").entries).flatMap((entry) =>
        [entry.question, ...linesOf(entry).map(textOf)].flatMap(placeholdersOf),
      ),
    );
    assert.deepEqual([...used].sort(), [...PLACEHOLDERS].sort());
  });

  it("are complete for every issuer, without a brace or a gap", () => {
    eachParagraph((text, where) => {
      assert.doesNotMatch(text, /[{}]|\bnull\b|undefined| {2}|^ | $| [,.;]/, where);
    });
    for (const issuer of ISSUERS) {
      for (const { id } of entriesFor(issuer)) assert.ok(read(id, issuer, "it").length > 1, `${issuer.id}: ${id}`);
    }
  });

  it("say who can help, for every issuer", () => {
    for (const issuer of ISSUERS) {
      const text = read("ask-for-help", issuer, "en").map(asPlainText).join(" ");
      assert.ok(text.includes(issuer.helpLine?.number ?? issuer.body.en), issuer.id);
    }
  });

  it("are of two to six paragraphs or lists", () => {
    for (const issuer of ISSUERS) {
      for (const { id } of entriesFor(issuer)) {
        const count = answerOf(id, issuer, "it")?.blocks.length ?? 0;
        assert.ok(count >= 1 && count <= 6, `${issuer.id} ${id}: ${count}`);
      }
    }
  });

  it("are made of short sentences: 25 words at most, 11 on average", () => {
    for (const language of LANGUAGES) {
      const lengths: number[] = [];
      eachParagraph(
        (text, where) => {
          for (const sentence of text.split(/[.?!](?:\s|$)/)) {
            const length = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
            assert.ok(length <= 25, `${length} words in ${where}`);
            if (length > 0) lengths.push(length);
          }
        },
        [language],
      );
      const average = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
      assert.ok(average <= 11, `${language}: ${average}`);
    }
  });

  it("begin with a capital and end with a punctuation mark", () => {
    for (const language of LANGUAGES) {
      for (const id of ids) {
        for (const block of helpTexts(language).entries[id].answer) {
          if (typeof block === "object" && "steps" in block) {
            for (const line of block.steps) assert.match(textOf(line), /[.;]$/, `${language} ${id}: ${textOf(line)}`);
          } else assert.match(textOf(block), /^[\p{Lu}„«“{].*[.:]$/u, `${language} ${id}: ${textOf(block)}`);
        }
        assert.match(helpTexts(language).entries[id].question, /^[\p{Lu}{].*[^.;:]$/u, `${language}: ${id}`);
      }
    }
  });

  it("end a list with a full stop, whichever of its lines are shown", () => {
    for (const language of LANGUAGES) {
      for (const issuer of ISSUERS) {
        for (const { id } of entriesFor(issuer)) {
          for (const block of answerOf(id, issuer, language)?.blocks ?? []) {
            if (block.kind === "steps")
              assert.match(asPlainText(block.steps.at(-1) ?? []), /\.$/, `${language} ${issuer.id} ${id}`);
          }
        }
      }
    }
  });

  it("contain no telephone number and no address: those are data of the issuer", () => {
    for (const language of LANGUAGES) {
      for (const entry of Object.values(helpTexts(language).entries)) {
        for (const text of [entry.question, entry.words, ...linesOf(entry).map(textOf)]) {
          assert.doesNotMatch(
            text,
            /\d([ .-]?\d){5,}|www\.|\w\.(it|eu|com|org|net)\b|https:\/\/\w/,
            `${language}: ${text}`,
          );
        }
      }
    }
  });

  it("link to all that the issuer gives, and to nothing else", () => {
    for (const issuer of ISSUERS) {
      const given = [issuer.helpLine?.tel, issuer.spid.href, issuer.healthRecord?.forParents.href].filter(
        (href) => href !== undefined,
      );
      const linked = new Set<string>();
      eachParagraph((_, __, pieces, of) => {
        if (of === issuer) for (const piece of pieces) if (typeof piece !== "string") linked.add(piece.href);
      });
      assert.deepEqual([...linked].sort(), given.sort(), issuer.id);
    }
  });

  it("call the buttons by their labels", () => {
    for (const language of LANGUAGES) {
      const messages = readMessages(language);
      const said = (id: "how-to-login" | "every-page") =>
        linesOf(helpTexts(language).entries[id]).map(textOf).join(" ");
      assert.ok(said("how-to-login").includes(messages["login_button"]!.message), language);
      assert.ok(said("every-page").includes(messages["module_turn_on"]!.message), language);
      for (const [link, button] of [
        ["change", "pin_change_button"],
        ["unblock", "pin_unblock_button"],
        ["test", "card_test_button"],
      ] as const) {
        assert.equal(messages[`help_page_to_${link}`]!.message, messages[button]!.message, language);
      }
    }
  });

  it("call the help line by the same name as all pages", () => {
    const texts = [
      ...Object.values(readMessages("de")).map(({ message }) => message),
      ...Object.values(helpTexts("de").entries).flatMap((entry) => linesOf(entry).map(textOf)),
    ];
    for (const text of texts) assert.doesNotMatch(text, /Hilfestelle|Helpline|die Hilfe der|bei der Hilfe\b/, text);
    assert.ok(texts.some((text) => text.includes("Hotline")));
  });

  it("address people in one way: tu, Sie", () => {
    eachParagraph((text, where) => assert.doesNotMatch(text, /\b(Lei|Suo|Sua|Voi|Vostro|Vostra)\b/, where), ["it"]);
    eachParagraph((text, where) => assert.doesNotMatch(text, /\b(du|dich|dir|dein\w*)\b/i, where), ["de"]);
  });

  it("use no bureaucratic words", () => {
    const bureaucratic: Readonly<Record<Language, RegExp>> = {
      it: /\b(recar|usufrui|presso|qualora|altresì|pertanto|mediante|suddett|ai sensi|effettua|procedura|nonché|erogat|espletar)/i,
      de: /\b(bezüglich|mittels|gemäß|seitens|hinsichtlich|diesbezüglich|erfolgt|zwecks|obig)/i,
      en: /\b(pursuant|hereby|prior to|utili[sz]e|aforementioned|regarding|in order to|provided that)/i,
    };
    for (const language of LANGUAGES)
      eachParagraph((text, where) => assert.doesNotMatch(text, bureaucratic[language], where), [language]);
  });
});
