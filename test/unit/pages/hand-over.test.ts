import assert from "node:assert/strict";
import "../fake-browser";
import { createHandOver, submitForm } from "../../../extension/pages/login/hand-over";
import type { HandOverForm, LoginCommand, LoginPhase } from "../../../extension/login/view";
import { installDom } from "./dom";

const FORM: HandOverForm = {
  action: "https://service.example/acs",
  method: "POST",
  fields: [
    ["SAMLResponse", "PHg+"],
    ["submit", "x"],
    ["RelayState", '"><script>'],
  ],
  encoding: "utf-8",
};

describe("What the page does beyond showing", () => {
  let dom: ReturnType<typeof installDom>;
  let submitted: HTMLFormElement[];
  beforeEach(() => {
    dom = installDom();
    submitted = [];
    dom.window.HTMLFormElement.prototype.submit = function submit() {
      submitted.push(this);
    };
  });
  afterEach(() => dom.remove());

  it('is a form in this tab with the fields in their order, a field called "submit" included', () => {
    submitForm(FORM);
    assert.equal(submitted.length, 1);
    const [form] = submitted;
    assert.equal(form!.getAttribute("action"), FORM.action);
    assert.equal(form!.getAttribute("method"), "POST");
    assert.equal(form!.getAttribute("target"), null);
    assert.equal(form!.getAttribute("accept-charset"), "utf-8");
    assert.deepEqual(
      [...new FormData(form)],
      FORM.fields.map((field) => [...field]),
    );
    assert.equal(document.querySelector("script"), null);
  });

  it("is nothing at all for an address that is not https", () => {
    for (const action of ["http://service.example/", "javascript:alert(1)"]) {
      assert.throws(() => submitForm({ ...FORM, action }), { code: "server.address" });
    }
    assert.equal(submitted.length, 0);
  });

  it("is done once, however often the same phase is told", () => {
    const sent: LoginCommand[] = [];
    const handOver = createHandOver((command) => sent.push(command));
    const reading: LoginPhase = {
      name: "reading-answer",
      html: '<form action="https://service.example/acs"><input type=hidden name=SAMLResponse value=1></form>',
      url: "https://idp.example/",
      encoding: "windows-1252",
    };
    for (const phase of [reading, { ...reading }]) handOver(phase);
    assert.deepEqual(sent, [
      {
        type: "answerRead",
        form: {
          action: "https://service.example/acs",
          method: "GET",
          fields: [["SAMLResponse", "1"]],
          encoding: "windows-1252",
        },
      },
    ]);
    for (const phase of [1, 2])
      handOver({ name: "hand-over-form", form: { ...FORM, fields: [["turn", String(phase)]] } });
    assert.equal(submitted.length, 1);
  });

  it("is done again when the portal answers again", () => {
    const sent: LoginCommand[] = [];
    const handOver = createHandOver((command) => sent.push(command));
    handOver({ name: "reading-answer", html: "", url: "https://idp.example/", encoding: "utf-8" });
    handOver({ name: "working", step: "answer" });
    handOver({ name: "reading-answer", html: "", url: "https://idp.example/", encoding: "utf-8" });
    const nothing = { type: "answerRead", form: null, shown: { text: "", choices: [] } };
    assert.deepEqual(sent, [nothing, nothing]);
  });

  it("tells what there is to see and to choose on a page that leads nowhere by itself", () => {
    const sent: LoginCommand[] = [];
    const html = "<p>Avviso</p><a href=/in>Continua</a>";
    const page = { name: "reading-answer" as const, url: "https://idp.example/", encoding: "utf-8" };
    createHandOver((command) => sent.push(command))({ ...page, html });
    createHandOver((command) => sent.push(command))({ ...page, html: `<script>location='/in'</script>${html}` });
    const way = { kind: "link", url: "https://idp.example/in" };
    assert.deepEqual(sent, [
      { type: "answerRead", form: null, shown: { text: "Avviso\nContinua", choices: [{ label: "Continua", way }] } },
      { type: "answerRead", form: null, refresh: "https://idp.example/in" },
    ]);
  });

  it("tells where the answer leads by a refresh, if it holds no form that does", () => {
    const sent: LoginCommand[] = [];
    const refresh = '<meta http-equiv=refresh content="0;url=/home">';
    const form = '<form action="https://service.example/acs"><input type=hidden name=SAMLResponse value=1></form>';
    for (const html of [refresh, refresh + form])
      createHandOver((command) => sent.push(command))({
        name: "reading-answer",
        html,
        url: "https://idp.example/",
        encoding: "utf-8",
      });
    assert.deepEqual(sent[0], { type: "answerRead", form: null, refresh: "https://idp.example/home" });
    assert.deepEqual(Object.keys(sent[1]!), ["type", "form"]);
  });
});
