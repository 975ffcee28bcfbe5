import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { error, ORIGIN, readers, ready, readyCard, SITE, view, withOwnWay } from "../../screens/views";
import { loginPageStage } from "./login-page";

describe("The login page", () => {
  const stage = loginPageStage();
  const { sent, asked, show, hasFocus, pin, button, text, type, press } = stage;

  it("shows the origin in full, and nothing of it as markup", async () => {
    const origin = "https://xn--accss-cva.example:8443/<b>x</b>";
    await show({ ...view({ name: "starting" }, null), origin });
    assert.equal(text(".origin bdi"), origin);
    assert.ok(document.querySelector("b") === null);
  });

  it("sets the registrable domain and an unusual port apart in the origin, which stays one text", async () => {
    for (const [origin, domain, quiet, strong] of [
      ["https://servizi.comune.it", "comune.it", "https://servizi.", "comune.it"],
      ["https://comune.it.comune.it", "comune.it", "https://comune.it.", "comune.it"],
      ["https://servizi.comune.it:8443", "comune.it", "https://servizi.", "comune.it:8443"],
      ["https://xn--comne-rua.it", "xn--comne-rua.it", "https://", "xn--comne-rua.it"],
      ["https://192.0.2.7:8443", null, "https://", "192.0.2.7:8443"],
      ["https://servizi.localhost", null, "https://", "servizi.localhost"],
    ] as const) {
      await show({ ...view({ name: "starting" }, null), origin, domain });
      assert.deepEqual([text(".origin .quiet"), text(".origin strong"), text(".origin")], [quiet, strong, origin]);
    }
  });

  it("says that Varco meets a portal for the first time, but not where the browser itself opens it", async () => {
    const shown = () => document.querySelector("[data-testid=first-use]")?.textContent;
    await show({ ...view(ready()), firstUse: true });
    assert.match(shown() ?? "", /no earlier login/);
    await show({ ...withOwnWay("open"), firstUse: true });
    assert.equal(shown(), undefined);
    await show(view(ready()));
    assert.equal(shown(), undefined);
  });

  it("asks for the PIN as soon as a card is ready, with the focus in the field", async () => {
    await show(view(ready(), readers(null)));
    assert.ok(pin() === null);
    await show(view(ready()));
    assert.ok(hasFocus(pin()));
    assert.equal(pin()!.type, "password");
    assert.equal(pin()!.getAttribute("autocomplete"), "off");
    assert.match(text(), /ADA COLLAUDO/);
    assert.match(text(), /Tries left3/);
  });

  it("names the program of the card's maker where the card works through it", async () => {
    const [reader] = readers(readyCard()).readers;
    await show(view(ready(), { service: true, readers: [{ ...reader!, through: "Programma Inventato" }] }));
    assert.match(text("dl.card"), /Read through the program ofProgramma Inventato/);
    await show(view(ready()));
    assert.ok(document.querySelector("[data-testid=through]") === null);
  });

  it("has a line for the tries left also before they are known, so that no button moves when they are", async () => {
    const lines = () => document.querySelectorAll("dl.card > div").length;
    await show(view(ready(), readers(readyCard({ pin: { triesLeft: null, blocked: false } }))));
    assert.match(text(), /Tries leftnot known now/);
    const before = lines();
    await show(view(ready()));
    assert.equal(lines(), before);
  });

  it("asks for site access in the very click, then hands over the PIN and empties the field", async () => {
    await show(view(ready()));
    assert.ok(document.querySelector("#site-access"));
    type("12345");
    const field = pin()!;
    button("Log in")!.click();
    assert.deepEqual(
      asked.map(({ origins }) => origins),
      [[SITE]],
    );
    assert.equal(field.value, "");
    await act(async () => {});
    assert.ok(pin() === null);
    assert.match(text("[role=status]"), /Answer the question of the browser/);
    assert.deepEqual(sent, []);
    await asked[0]!.answer(true);
    assert.deepEqual(sent, [
      { type: "submit", reader: "Invented Smart Reader 0 00", insertion: 1, pin: "12345", remember: false },
    ]);
    assert.match(text("[role=status]"), /Logging in/);
  });

  it("says whose form goes to the portal with the card, before the PIN", async () => {
    const shown = () => document.querySelector("[data-testid=foreign-form]")?.textContent;
    await show({ ...view(ready()), foreignForm: { from: "servizi.example" } });
    assert.match(shown() ?? "", /^servizi\.example is sending a form to this portal/);
    await show({ ...view(ready()), foreignForm: { from: null } });
    assert.match(shown() ?? "", /^Another website/);
    await show(view(ready()));
    assert.equal(shown(), undefined);
  });

  it("says what to do with the window that opened this one", async () => {
    const shown = () => document.querySelector("[data-testid=popup]")?.textContent;
    await show({ ...view(ready()), popup: true });
    assert.match(shown() ?? "", /reload it/);
    await show(view(ready()));
    assert.equal(shown(), undefined);
  });

  it("says nothing of site access where it is given already, and asks the browser for none", async () => {
    stage.allowed = true;
    await show(view(ready()));
    assert.ok(document.querySelector("#site-access") === null);
    type("12345");
    await press("Log in");
    assert.deepEqual(asked, []);
    assert.deepEqual(sent, [
      { type: "submit", reader: "Invented Smart Reader 0 00", insertion: 1, pin: "12345", remember: false },
    ]);
    assert.match(text("[role=status]"), /Logging in/);
  });

  it("says nothing of it any more once it is given, and speaks of it again when it is taken away", async () => {
    await show(view(ready()));
    await stage.allow(true);
    await show(view(ready(error("pin.wrong", { triesLeft: 2 }))));
    assert.ok(document.querySelector("#site-access") === null);
    await stage.allow(false);
    assert.ok(document.querySelector("#site-access"));
  });

  it("hands over no PIN when site access is refused", async () => {
    await show(view(ready()));
    type("12345");
    await press("Log in");
    await asked[0]!.answer(false);
    assert.deepEqual(sent, [{ type: "siteAccessDenied" }]);
  });

  it("asks again after access was refused, as often as the person likes", async () => {
    for (const turn of [1, 2]) {
      await show(view(turn === 1 ? ready() : ready(error("site-access.denied", { host: "accesso.portale.example" }))));
      type("12345");
      await press("Log in");
      await asked.pop()!.answer(false);
      await show(view(ready(error("site-access.denied", { host: "accesso.portale.example" }))));
      assert.ok(hasFocus(pin()), `turn ${turn}`);
      assert.match(text("#refused"), /not allowed to take you back/);
    }
  });

  it("has a remembered portal ticked, and lets the person untick it", async () => {
    await show(view(ready(), readers(readyCard()), true));
    const box = document.querySelector<HTMLInputElement>("[type=checkbox]")!;
    assert.equal(box.checked, true);
    await act(async () => box.click());
    type("12345");
    await press("Log in");
    await asked[0]!.answer(true);
    assert.deepEqual(sent, [
      { type: "submit", reader: "Invented Smart Reader 0 00", insertion: 1, pin: "12345", remember: false },
    ]);
  });

  it("names no portal where there is none any more", async () => {
    await show({ ...view({ name: "failed", error: error("relay.no-login"), mayRetry: false }, null), origin: "" });
    assert.ok(document.querySelector(".portal") === null);
    assert.match(text("[role=alert]"), /This login is over/);
  });

  it("says so when the browser cannot even ask", async () => {
    await show(view(ready()));
    type("12345");
    await press("Log in");
    await asked[0]!.answer(new Error("no click"));
    assert.deepEqual(sent, []);
    assert.match(text("#refused"), /Varco made a mistake/);
    assert.equal(pin()!.value, "");
  });

  it("spends no try on what cannot be a PIN", async () => {
    await show(view(ready()));
    for (const wrong of ["", "1234", "123456789", "12a45", "12 45", "१२३४५"]) {
      type(wrong);
      await press("Log in");
      assert.match(text("#pin-problem"), /5 to 8 digits/, wrong);
      assert.equal(pin()!.value, "");
      assert.equal(pin()!.getAttribute("aria-invalid"), "true");
      assert.ok(hasFocus(pin()));
    }
    assert.deepEqual([asked.length, sent.length], [0, 0]);
    for (const right of ["12345", "12345678"]) {
      await show(view(ready()));
      type(right);
      await press("Log in");
      await asked.pop()!.answer(true);
      await show(view({ name: "working", step: "card" }));
    }
    assert.deepEqual(
      sent.map((command) => command.type === "submit" && command.pin),
      ["12345", "12345678"],
    );
  });

  it("gives the PIN to no card that was pulled or changed meanwhile", async () => {
    for (const cards of [readers(null), readers(readyCard({ insertion: 2 }))]) {
      await show(view(ready()));
      type("12345");
      await press("Log in");
      await show(view(ready(), cards));
      await asked.pop()!.answer(true);
      assert.deepEqual(sent, []);
      assert.notEqual(pin()?.value, "12345");
    }
  });

  it("forgets what was typed when the card is pulled", async () => {
    await show(view(ready()));
    type("123");
    await show(view(ready(), readers(null)));
    assert.match(text(), /no card in the reader/);
    await show(view(ready()));
    assert.equal(pin()!.value, "");
  });

  it("comes back after a wrong PIN: field empty and in focus, tries left said, what was ticked kept", async () => {
    await show(view(ready()));
    await act(async () => document.querySelector<HTMLInputElement>("[type=checkbox]")!.click());
    type("12345");
    await press("Log in");
    await asked[0]!.answer(true);
    await show(view({ name: "working", step: "card" }));
    assert.ok(pin() === null);
    await show(view(ready(error("pin.wrong", { triesLeft: 2 }))));
    assert.equal(pin()!.value, "");
    assert.ok(hasFocus(pin()));
    assert.match(text("[role=alert]"), /The PIN is wrong\.Tries left: 2\./);
    assert.ok(document.querySelector("#last-try") === null);
    assert.equal(sent.length, 1);
    type("23456");
    await press("Log in");
    await asked[1]!.answer(true);
    assert.deepEqual(sent[1], {
      type: "submit",
      reader: "Invented Smart Reader 0 00",
      insertion: 1,
      pin: "23456",
      remember: true,
    });
  });

  it("warns before the last try, whether the card or the last refusal knows", async () => {
    await show(view(ready(), readers(readyCard({ pin: { triesLeft: 1, blocked: false } }))));
    assert.match(text("#last-try"), /Last try/);
    assert.ok(pin()!.getAttribute("aria-describedby")!.split(" ").includes("last-try"));
    await show(
      view(
        ready(error("pin.wrong", { triesLeft: 1 })),
        readers(readyCard({ pin: { triesLeft: null, blocked: false } })),
      ),
    );
    assert.match(text("#last-try"), /Last try/);
  });

  it("does not ask for the PIN of a blocked card, and says how to unblock it", async () => {
    await show(view(ready(), readers(readyCard({ pin: { triesLeft: 0, blocked: true } }))));
    assert.ok(pin() === null);
    assert.match(text("[role=status]"), /PIN of the card is blocked.*PUK/);
  });

  it("warns of an expired certificate and an issuer that the portal does not list, and lets go on", async () => {
    const expired = readyCard({ warnings: [error("certificate.expired", { notAfter: "2025-03-01T09:00:00Z" })] });
    await show(view(ready(null, ["CN=Other"]), readers(expired)));
    assert.match(text(), /expired on March 1, 2025.*You can still try/);
    assert.match(text(), /issuer that accesso\.portale\.example does not list.*You can still try/);
    type("12345");
    await press("Log in");
    await asked[0]!.answer(true);
    assert.equal(sent[0]?.type, "submit");
  });

  it("lets the person choose among several cards and asks for no PIN before", async () => {
    const second = readyCard({ holder: { name: "GIOVANNI PROVA", codiceFiscale: null } });
    await show(view(ready(), readers(readyCard(), second)));
    assert.ok(pin() === null);
    assert.equal(button("Log in"), undefined);
    const radios = [...document.querySelectorAll<HTMLInputElement>("[type=radio]")];
    assert.deepEqual(
      radios.map(({ checked }) => checked),
      [false, false],
    );
    await act(async () => radios[1]!.click());
    assert.ok(!hasFocus(pin()));
    type("12345");
    await act(async () => radios[0]!.click());
    assert.equal(pin()!.value, "", "a PIN typed for one card is not left for another");
    await act(async () => radios[1]!.click());
    type("12345");
    await press("Log in");
    await asked[0]!.answer(true);
    assert.deepEqual(sent, [
      { type: "submit", reader: "Invented Smart Reader 1 00", insertion: 1, pin: "12345", remember: false },
    ]);
  });

  it("can be called off at every step before the end", async () => {
    for (const phase of [
      { name: "starting" },
      { name: "probing", mayType: false },
      ready(),
      { name: "working", step: "sign" },
    ] as const) {
      await show(view(phase));
      await press("Cancel");
    }
    await show(view(ready(), readers(null)));
    await press("Cancel");
    assert.deepEqual(
      sent.map((command) => command.type),
      Array.from({ length: 5 }, () => "cancel"),
    );
    await show(view({ name: "done" }));
    assert.equal(button("Cancel"), undefined);
  });

  it("tells each step in a region that screen readers follow, which stays the same", async () => {
    await show(view({ name: "starting" }, null));
    const region = document.querySelector("[role=status]");
    const seen = new Set<string>();
    for (const step of ["queue", "card", "connect", "sign", "answer"] as const) {
      await show(view({ name: "working", step }));
      assert.ok(document.querySelector("[role=status]") === region);
      seen.add(region!.textContent);
    }
    assert.equal(seen.size, 5);
  });

  it("tells cause, remedy and details of a failure, with the focus on it", async () => {
    await show(
      view({
        name: "failed",
        error: error("server.handshake", { host: "p.example", reason: "<i>x</i>" }),
        mayRetry: true,
      }),
    );
    assert.match(text("[role=alert]"), /The secure connection with p\.example could not be made\.Try again later/);
    assert.equal(document.activeElement?.textContent, "The login did not work");
    assert.match(text("details"), /server\.handshake.*<i>x<\/i>/);
    assert.ok(document.querySelector("i") === null);
    await press("Try again");
    await press("Close");
    assert.deepEqual(
      sent.map((command) => command.type),
      ["retry", "cancel"],
    );
  });

  it("quotes the portal's own words beside its error, and names them in no detail", async () => {
    const said = { type: "text/html", text: "<h1>Utente <i>non</i> abilitato</h1><script>x()</script>" };
    const phase = { name: "failed", error: error("portal.answer", { host: "p.example", status: 403 }), mayRetry: true };
    await show(view({ ...phase, name: "failed", said }));
    assert.equal(text("figure.quoted"), "The portal writes:Utente non abilitato");
    assert.match(text("[role=alert]"), /p\.example answered the login with an error \(403\)/);
    assert.doesNotMatch(text("[role=alert]") + text("details"), /abilitato/);
    assert.equal(document.querySelector("figure i, figure h1"), null);
    for (const nothing of [
      { type: "image/png", text: "x" },
      { type: "text/html", text: "<script>x()</script>" },
    ]) {
      await show(view({ ...phase, name: "failed", said: nothing }));
      assert.equal(document.querySelector("figure"), null);
    }
  });

  it("offers no second try where none makes sense", async () => {
    await show(view({ name: "failed", error: error("server.name", { host: "p.example" }), mayRetry: false }));
    assert.equal(button("Try again"), undefined);
    assert.ok(button("Close"));
  });

  it("never has the PIN anywhere in the document", async () => {
    await show(view(ready()));
    type("98765");
    await press("Log in");
    await asked[0]!.answer(true);
    await show(view(ready(error("pin.wrong", { triesLeft: 2 }))));
    assert.equal(document.documentElement.outerHTML.includes("98765"), false);
    assert.equal(pin()!.value, "");
    assert.equal(text(".origin"), ORIGIN);
  });
});
