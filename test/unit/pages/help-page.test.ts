import assert from "node:assert/strict";
import "../fake-browser";
import "../help/loaded-texts";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import { ERRORS } from "../../../shared/error-list";
import { isErrorCode } from "../../../shared/errors";
import { entriesFor } from "../../../extension/help/answer";
import { entryFor } from "../../../extension/help/entries";
import { general } from "../../../extension/issuers/general";
import type { Issuer } from "../../../extension/issuers/issuer";
import { trento } from "../../../extension/issuers/trento";
import { helpAddress } from "../../../extension/pages/help/address";
import { chooseIssuer, issuerFor } from "../../../extension/pages/help/chosen-issuer";
import { HelpPage } from "../../../extension/pages/help/page";
import { HelpLink } from "../../../extension/pages/help-link";
import { issuerOfAll, KnownIssuer } from "../../../extension/pages/known-issuer";
import { installDom } from "./dom";
import { speak } from "./speak";

const AUTHORITY = "C=IT\nO=Invented\nCN=Provincia Autonoma di Trento - CA Cittadini";

describe("The help page", () => {
  let dom: ReturnType<typeof installDom>;
  let chosen: Issuer[];
  let scrolled: string[];

  beforeEach(async () => {
    dom = installDom();
    chosen = [];
    scrolled = [];
    dom.window.Element.prototype.scrollIntoView = function scroll() {
      scrolled.push(this.id);
    };
    await speak("en");
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  const show = (issuer: Issuer = trento, wanted: { entry: string } | null = null) =>
    act(async () => {
      render(
        h(HelpPage, {
          issuer,
          setIssuer: (one) => {
            chosen.push(one);
          },
          wanted,
        }),
        document.body,
      );
    });
  const look = (query: string) =>
    act(async () => {
      const field = document.querySelector<HTMLInputElement>("[type=search]")!;
      field.value = query;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  const answers = () => [...document.querySelectorAll<HTMLDetailsElement>("details")];
  const questions = () => answers().map((answer) => answer.querySelector("h3")!.textContent);
  const groups = () => [...document.querySelectorAll("h2")].map(({ textContent }) => textContent);
  const status = () => document.querySelector("[role=status]")!;
  const button = (label: string) =>
    [...document.querySelectorAll("button")].find(({ textContent }) => textContent === label);

  it("shows every question that concerns the card, by group, and every answer closed", async () => {
    await show();
    assert.equal(answers().length, entriesFor(trento).length);
    assert.ok(groups().includes("PIN and PUK"));
    assert.deepEqual(
      answers().filter(({ open }) => open),
      [],
    );
    assert.equal(status().textContent, "");
    await show(general);
    assert.equal(answers().length, entriesFor(general).length);
    assert.ok(entriesFor(general).length < entriesFor(trento).length);
  });

  it("finds while one types, the best first, and tells how many in a region that stays", async () => {
    await show();
    const region = status();
    await look("PIN blocked");
    assert.equal(questions()[0], "The PIN is blocked: how do I unblock it?");
    assert.equal(region.textContent, `Answers found: ${answers().length}.`);
    assert.ok(status() === region);
    assert.ok(!groups().includes("PIN and PUK"));
    await look("reader.short-only");
    assert.equal(region.textContent, "One answer found.");
    await look("  ");
    assert.equal(region.textContent, "");
    assert.ok(groups().includes("PIN and PUK"));
  });

  it("says that it found nothing, with what was looked for as text, and leads back to all", async () => {
    await show();
    await look("<b>xyzzy</b>");
    assert.match(status().textContent, /^No answer for “<b>xyzzy<\/b>”\. Try other words/);
    assert.deepEqual(answers(), []);
    await act(async () => button("Show all answers")!.click());
    assert.equal(answers().length, entriesFor(trento).length);
    assert.ok(document.activeElement === document.querySelector("[type=search]"));
    assert.equal(document.querySelector<HTMLInputElement>("[type=search]")!.value, "");
  });

  it("opens the entry that its address names, with the focus on the question", async () => {
    await show(trento, { entry: "pin-blocked" });
    const [open, ...others] = answers().filter((answer) => answer.open);
    assert.deepEqual([open?.id, others.length], ["entry-pin-blocked", 0]);
    assert.ok(document.activeElement === open!.querySelector("summary"));
    assert.deepEqual(scrolled, ["entry-pin-blocked"]);
  });

  it("opens another one when the address changes, also out of a search", async () => {
    await show();
    await look("reader");
    await show(trento, { entry: "codes-lost" });
    assert.equal(document.querySelector<HTMLInputElement>("[type=search]")!.value, "");
    assert.deepEqual(
      answers()
        .filter(({ open }) => open)
        .map(({ id }) => id),
      ["entry-codes-lost"],
    );
    await show(trento, { entry: "codes-lost" });
    assert.deepEqual(scrolled, ["entry-codes-lost", "entry-codes-lost"], "the same one, asked for again");
  });

  it("leaves what is typed afterwards alone", async () => {
    const wanted = { entry: "codes-lost" };
    await show(trento, wanted);
    await look("reader");
    await show(trento, wanted);
    assert.equal(document.querySelector<HTMLInputElement>("[type=search]")!.value, "reader");
    assert.equal(scrolled.length, 1);
  });

  it("says so where the address names an answer for other cards, or none", async () => {
    await show(general, { entry: "second-half" });
    assert.match(document.querySelector(".notice")!.textContent, /for cards of another body/);
    await show(trento, { entry: "second-half" });
    assert.ok(document.querySelector(".notice") === null);
    await show(trento, { entry: '"><script>' });
    assert.match(document.querySelector(".notice")!.textContent, /no such answer/);
  });

  it("has the address name the answer that was opened", async () => {
    await show();
    const answer = answers().find(({ id }) => id === "entry-lost-card")!;
    answer.open = true;
    await act(async () => {
      answer.dispatchEvent(new Event("toggle"));
    });
    assert.equal(location.hash, "#lost-card");
  });

  it("makes telephone numbers callable, opens other sites in a tab of their own and related answers here", async () => {
    await show();
    const links = [...document.querySelectorAll<HTMLAnchorElement>("details a")];
    const calls = links.filter(({ href }) => href.startsWith("tel:"));
    assert.ok(
      calls.length > 0 && calls.every(({ textContent, target }) => textContent === "800 22 80 40" && target === ""),
    );
    const outside = links.filter(({ href }) => href.startsWith("http") && new URL(href).hostname !== "page.example");
    assert.ok(
      outside.length > 0 &&
        outside.every(
          ({ target, rel, textContent }) =>
            target === "_blank" && rel === "noreferrer" && textContent.endsWith("(opens in a new tab)"),
        ),
    );
    const related = [...document.querySelectorAll<HTMLAnchorElement>(".related a")];
    assert.ok(related.length > 50);
    for (const { hash } of related) assert.ok(document.getElementById(`entry-${hash.slice(1)}`), hash);
  });

  it("leads to the work on the card that an answer speaks of", async () => {
    await show(trento, { entry: "pin-blocked" });
    assert.deepEqual(
      [...document.querySelectorAll("#entry-pin-blocked .button")].map((link) => link.getAttribute("href")),
      ["/pages/card.html#unblock"],
    );
  });

  it("tells whom to call, or to ask where there is no number", async () => {
    await show();
    assert.equal(document.querySelector('.contact a[href^="tel:"]')!.getAttribute("href"), "tel:800228040");
    await show(general);
    assert.ok(document.querySelector('.contact a[href^="tel:"]') === null);
    assert.match(document.querySelector(".contact")!.textContent, /the body that issued your card/);
  });

  it("lets the person say who gave the card", async () => {
    await show();
    const menu = document.querySelector<HTMLSelectElement>("#issuer")!;
    assert.deepEqual(
      [...menu.options].map(({ textContent }) => textContent),
      ["Autonomous Province of Trento", "Another body"],
    );
    menu.value = "general";
    await act(async () => {
      menu.dispatchEvent(new Event("change"));
    });
    assert.deepEqual(chosen, [general]);
  });
});

describe("Whose card the help is about", () => {
  it("is what the address says, else what the person chose the last time, else any", async () => {
    await speak("it");
    assert.equal(await issuerFor(""), general);
    await chooseIssuer(trento);
    assert.equal(await issuerFor(""), trento);
    assert.equal(await issuerFor("?issuer=general"), general);
    assert.equal(await issuerFor("?issuer=nobody"), trento);
  });

  it("is known where all cards have one issuer, be it one that Varco has no entry for", () => {
    assert.equal(issuerOfAll([]), null);
    assert.equal(issuerOfAll([AUTHORITY]), "trento");
    assert.equal(issuerOfAll([AUTHORITY, AUTHORITY]), "trento");
    assert.equal(issuerOfAll([AUTHORITY, "CN=Another"]), null);
    assert.equal(issuerOfAll(["CN=Another"]), "general");
    assert.equal(issuerOfAll(["CN=Another", "CN=One more"]), "general");
  });
});

describe("The link from an error to the help", () => {
  let dom: ReturnType<typeof installDom>;
  beforeEach(async () => {
    dom = installDom();
    await speak("en");
  });
  afterEach(() => {
    render(null, document.body);
    dom.remove();
  });

  it("leads to the one entry that answers it, for the card that is known, in a tab of its own", () => {
    for (const code of Object.keys(ERRORS).filter(isErrorCode)) {
      render(h(KnownIssuer.Provider, { value: "trento", children: h(HelpLink, { code }) }), document.body);
      const link = document.querySelector("a");
      const entry = entryFor(code);
      assert.equal(link?.getAttribute("href"), entry === null ? undefined : helpAddress(entry, "trento"), code);
      if (link) assert.equal(link.target, "_blank");
    }
    render(h(HelpLink, { code: "pin.blocked" }), document.body);
    assert.equal(document.querySelector("a")!.getAttribute("href"), "/pages/help.html#pin-blocked");
  });
});
