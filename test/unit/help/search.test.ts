import assert from "node:assert/strict";
import "./loaded-texts";
import { search } from "../../../extension/help/search";
import { entriesFor, questionOf } from "../../../extension/help/answer";
import { fit, wordsOf, wordsToFind } from "../../../extension/help/words";
import { LANGUAGES } from "../../../extension/issuers/language";
import { general } from "../../../extension/issuers/general";
import { ISSUERS } from "../../../extension/issuers/table";
import { trento } from "../../../extension/issuers/trento";
import { takesAtMost } from "../../support/takes-at-most";

const find = (query: string) => search(query, "it", trento);

describe("The search of the help page", () => {
  it("finds every entry by its own question", () => {
    for (const language of LANGUAGES) {
      for (const issuer of ISSUERS) {
        for (const { id } of entriesFor(issuer)) {
          assert.ok(
            search(questionOf(id, issuer, language), language, issuer).includes(id),
            `${language} ${issuer.id} ${id}`,
          );
        }
      }
    }
  });

  it("does not mind capitals, accents and signs", () => {
    assert.deepEqual(find("PIN BLOCCATO!"), find("pin bloccato"));
    assert.ok(find("identita elettronica").includes("other-ways"));
    assert.deepEqual(search("Lesegerat", "de", trento), search("lesegerät", "de", trento));
    assert.deepEqual(search("stossen", "de", trento), search("stoßen", "de", trento));
  });

  it("finds other forms of a word", () => {
    assert.equal(find("bloccato")[0], "pin-blocked");
    assert.ok(find("blocchi").includes("pin-blocked"));
    assert.ok(find("smarrimento").includes("codes-lost"));
    assert.equal(find("scadute")[0], "expired");
    assert.ok(find("carte scadute").includes("expired"));
    assert.equal(search("gesperrte PIN", "de", trento)[0], "pin-blocked");
  });

  it("finds while one is still typing", () => {
    assert.ok(find("tru").includes("frauds"));
    assert.equal(find("minor")[0], "minor");
  });

  it("wants all words except those that are everywhere", () => {
    assert.equal(find("ho perso la carta")[0], "lost-card");
    assert.equal(find("ho dimenticato il mio pin")[0], "pin-forgotten");
    assert.deepEqual(find("truffa tastiera"), []);
    assert.equal(search("I lost the card", "en", trento)[0], "lost-card");
    assert.equal(search("wie ändere ich die PIN", "de", trento)[0], "change-pin");
  });

  it("puts the question before the words to search by, and these before the answer", () => {
    const found = find("firma");
    assert.equal(found[0], "no-signature");
    assert.ok(found.includes("activated-in-vain"));
    assert.ok(found.indexOf("usb-token") < found.indexOf("activated-in-vain"), found.join());
  });

  it("takes a query of empty words as it is", () => {
    assert.ok(find("come").includes("how-to-login"));
  });

  it("finds nothing for an empty query, for signs and for words that are nowhere", () => {
    for (const query of ["", "  ", "?!", "xyzzy", "carta xyzzy", "{helpLine}", "[", "\\"])
      assert.deepEqual(find(query), [], query);
  });

  it("finds the entry of an error code", () => {
    assert.deepEqual(find(" puk.blocked "), ["puk-blocked"]);
    assert.deepEqual(find("usage"), []);
  });

  it("finds what an issuer has, and only for that issuer", () => {
    assert.equal(find("smarty")[0], "free-reader");
    assert.ok(!search("smarty", "it", general).includes("free-reader"));
    assert.equal(find("800 22 80 40").length > 3, true);
    assert.deepEqual(search("800 22 80 40", "it", general), []);
  });

  it("stays quick with an endless query", () => {
    takesAtMost(2000, () => find("carta ".repeat(200)));
  });
});

describe("Words", () => {
  it("are split at signs and apostrophes", () => {
    assert.deepEqual(wordsOf("Perché l'ho già «detto» 3 volte?"), ["perche", "l", "ho", "gia", "detto", "3", "volte"]);
  });

  it("fit if they are the same, begin the same or have the same stem", () => {
    assert.equal(fit("blocco", "blocco"), 3);
    assert.equal(fit("bloccato", "blocca"), 2);
    assert.equal(fit("blocco", "bloccato"), 1);
    assert.equal(fit("carta", "carte"), 1);
    assert.equal(fit("carta", "carcere"), 0);
    assert.equal(fit("pin", "puk"), 0);
    assert.equal(fit("certo", "certificato"), 0);
    assert.equal(fit("informa", "informatizzazione"), 0);
  });

  it("that find nothing are left out", () => {
    assert.deepEqual(wordsToFind("dov'è la mia carta", "it"), ["dov", "carta"]);
    assert.deepEqual(wordsToFind("la mia", "it"), ["la", "mia"]);
  });
});
