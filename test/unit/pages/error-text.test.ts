import assert from "node:assert/strict";
import "../fake-browser";
import { errorText } from "../../../extension/pages/error-text";
import { day, language } from "../../../extension/pages/i18n";
import { error } from "../../screens/views";
import { speak } from "./speak";

describe("The text of an error", () => {
  it("holds the details in their places", async () => {
    await speak("it");
    assert.equal(errorText(error("pin.wrong", { triesLeft: 2 })).remedy.startsWith("Tentativi rimasti: 2."), true);
    assert.equal(
      errorText(error("relay.other-origin", { origin: "https://a.example", other: "https://b.example" })).cause,
      "Hai permesso l'accesso a https://a.example, ma la pagina voleva https://b.example.",
    );
    assert.match(errorText(error("card.answer", { step: "verify", statusWord: "6F00" })).cause, /6F00/);
  });

  it("says so where a detail is not known", async () => {
    await speak("en");
    assert.match(errorText(error("pin.wrong", { triesLeft: null })).remedy, /^Tries left: unknown\./);
    assert.match(errorText(error("server.cut")).cause, /^unknown cut/);
  });

  it("tells dates in words of the language", async () => {
    const expired = error("certificate.expired", { notAfter: "2025-03-01T12:00:00Z" });
    await speak("it");
    assert.match(errorText(expired).cause, /1 marzo 2025/);
    await speak("de");
    assert.match(errorText(expired).cause, /1\. März 2025/);
    assert.equal(language(), "de");
  });

  it("leaves a date that is none as it is", async () => {
    await speak("en");
    assert.equal(day("soon"), "soon");
  });

  it("takes a detail of the portal as text, whatever it holds", async () => {
    await speak("en");
    assert.equal(
      errorText(error("server.cut", { host: "$1 <b>$HOST$</b>" })).cause,
      "$1 <b>$HOST$</b> cut the connection.",
    );
  });
});
