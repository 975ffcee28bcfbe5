import assert from "node:assert/strict";
import "../fake-browser";
import { h, render } from "preact";
import { act } from "preact/test-utils";
import type { Examination } from "../../../extension/card/view";
import { ExaminationSection } from "../../../extension/pages/welcome/examination-section";
import { EXAMINATIONS } from "../../screens/examination-views";
import { installDom } from "./dom";
import { speak } from "./speak";

describe("The welcome page examines the computer", () => {
  let dom: ReturnType<typeof installDom>;
  let examined: number;
  let copied: string[];

  beforeEach(async () => {
    dom = installDom();
    examined = 0;
    copied = [];
    await speak("en");
    const writeText = async (text: string) => void copied.push(text);
    Object.defineProperty(globalThis, "navigator", { configurable: true, value: { clipboard: { writeText } } });
  });
  afterEach(() => {
    render(null, document.body);
    Reflect.deleteProperty(globalThis, "navigator");
    dom.remove();
  });

  const examine = () => {
    examined += 1;
  };
  const show = (examination: Examination | null, how: (() => void) | null = examine) =>
    act(async () => render(h(ExaminationSection, { examination, examine: how }), document.body));
  const section = () => document.querySelector(".examination")!;
  const status = () => section().querySelector("[role=status]")!;
  const button = (label: string) =>
    [...section().querySelectorAll("button")].find(({ textContent }) => textContent === label);

  it("when the person presses a button, and says that it is being done", async () => {
    await show(null);
    await act(async () => button("Examine this computer")!.click());
    assert.equal(examined, 1);
    const region = status();
    await show({ state: "running" });
    assert.equal(status(), region);
    assert.match(region.textContent, /Varco is examining the computer/);
    assert.equal(button("Examine this computer")!.getAttribute("aria-disabled"), "true");
  });

  it("only where there is a program that can, and says so", async () => {
    await show(null, null);
    assert.equal(button("Examine this computer"), undefined);
    assert.match(section().textContent, /as soon as the program answers/);
  });

  it("and tells what is wrong, faults first, with remedy and a command to copy", async () => {
    await show(EXAMINATIONS["examined-faults"]!);
    assert.match(
      status().textContent,
      /Something can keep a login from working\. Points to mend, from top to bottom: 4\..*at /,
    );
    const found = [...section().querySelectorAll(".notice")];
    assert.deepEqual(
      found.map((one) => [one.getAttribute("data-check"), one.className]),
      [
        ["host.program", "notice problem"],
        ["service.running", "notice problem"],
        ["middleware.nss", "notice warning"],
        ["card.free", "notice info"],
      ],
    );
    assert.match(found[1]!.textContent, /^Guasto: Servizio.*è fermo.*Avvialo.*In a terminal:sudo systemctl/);
    await act(async () => found[1]!.querySelector("button")!.click());
    assert.deepEqual(copied, ["sudo systemctl enable --now pcscd.socket"]);
  });

  it("once more when another language is chosen, for the words are the program's", async () => {
    await show(EXAMINATIONS["examined-faults"]!);
    assert.equal(examined, 0);
    await speak("de");
    await show(EXAMINATIONS["examined-faults"]!);
    assert.equal(examined, 1);
    await show(EXAMINATIONS["examined-faults"]!);
    assert.equal(examined, 1, "once for each choice");
    await show({ state: "running" });
    await speak("it");
    await show({ state: "running" });
    assert.equal(examined, 1, "one examination at a time");
  });

  it("and keeps what is in order, or could not be looked at, in a list that opens", async () => {
    await show(EXAMINATIONS["examined-faults"]!);
    const details = section().querySelector("details")!;
    assert.equal(details.open, false);
    assert.match(details.textContent, /^Checks with nothing to do \(5\)/);
    const ids = [...details.querySelectorAll("li")].map((one) => one.getAttribute("data-check"));
    // Nobody has named a portal: what is about one is not listed.
    assert.deepEqual(ids, ["host.registered", "host.version", "portal.permission", "card.pin", "card.present"]);
  });

  it("and says in which language the findings are, which may be another one than the page's", async () => {
    await show(EXAMINATIONS["examined-notes"]!);
    assert.match(status().textContent, /A login would work\. Points to note: 2\./);
    for (const text of section().querySelectorAll(".notice h3, .notice > p, details ul"))
      assert.equal(text.getAttribute("lang"), "de");
  });

  it("and says when everything is in order, or why it could not", async () => {
    await show(EXAMINATIONS["examined-good"]!);
    assert.match(status().textContent, /^Everything is in order\./);
    assert.equal(section().querySelector(".notice"), null);
    await show(EXAMINATIONS["examined-not"]!);
    assert.match(status().textContent, /did not understand each other.*Update both to the same version/);
    assert.ok(button("Examine again"));
  });
});
