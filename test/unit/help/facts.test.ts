import assert from "node:assert/strict";
import "./loaded-texts";
import { answerOf } from "../../../extension/help/answer";
import type { EntryId } from "../../../extension/help/entries";
import { asPlainText } from "../../../extension/help/fill";
import { LANGUAGES, type Language } from "../../../extension/issuers/language";
import { ISSUERS } from "../../../extension/issuers/table";

/** What a person reads of an answer, for each issuer and language. */
function eachAnswer(id: EntryId, check: (text: string, language: Language, where: string) => void) {
  for (const issuer of ISSUERS) {
    for (const language of LANGUAGES) {
      const text =
        answerOf(id, issuer, language)
          ?.blocks.flatMap((block) => (block.kind === "steps" ? block.steps : [block.pieces]))
          .map(asPlainText)
          .join("\n") ?? "";
      check(text, language, `${language} ${issuer.id} ${id}: ${text}`);
    }
  }
}

/** The answer says this, in the words of each language. */
function says(id: EntryId, words: Readonly<Record<Language, RegExp>>) {
  eachAnswer(id, (text, language, where) => assert.match(text, words[language], where));
}

describe("What the help says", () => {
  it("about frauds: nobody comes to activate or deliver cards, and health cards come by post", () => {
    says("frauds", {
      it: /Nessuno viene a casa ad attivare o consegnare carte: .* per posta\./,
      de: /Niemand kommt ins Haus, um Karten zu aktivieren oder zu übergeben: .* mit der Post\./,
      en: /Nobody comes to your home to activate or deliver cards: .* by post only\./,
    });
  });

  it("about the PIN: where the browser uses the card, it stays in memory up to ten minutes without use", () => {
    says("pin-safe", {
      it: /browser usa la carta da solo, .* memoria .* dieci minuti senza uso/,
      de: /der Browser die Karte selbst, .* Speicher .* zehn Minuten nicht/,
      en: /browser uses the card by itself, .* memory .* ten minutes without use/,
    });
  });

  it("about a lost card: an activated one is revoked first, then comes the duplicate", () => {
    says("lost-card", {
      it: /Se è attivata, prima falla revocare\. Poi chiedi un duplicato/,
      de: /Ist sie aktiviert, lassen Sie sie zuerst widerrufen\. Beantragen Sie dann ein Duplikat/,
      en: /If it is activated, first have it revoked\. Then ask for a duplicate/,
    });
  });

  it("about old cards: an activated one is kept until the person can log in with the new one", () => {
    says("old-cards", {
      it: /La vecchia carta è attivata\? .*accedere con la nuova\. Poi taglia/,
      de: /Ist die alte Karte aktiviert\? .* mit der neuen anmelden können\. Dann zerschneiden/,
      en: /Is the old card activated\? .* log in with the new one\. Then cut/,
    });
    eachAnswer("old-cards", (text, language, where) => {
      const unused = {
        it: /se non è mai stata attivata/,
        de: /wenn sie nie aktiviert war/,
        en: /if it was never activated/,
      }[language];
      assert.match(text, unused, where);
    });
  });
});
