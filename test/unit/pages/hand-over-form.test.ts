import assert from "node:assert/strict";
import { readHandOverForm } from "../../../extension/login/hand-over-form";
import { installDom } from "./dom";

const IDP = "https://idp.example/sso/login?x=1";
const SP = "https://service.example/acs";
const SAML_FIELDS =
  '<input type="hidden" name="RelayState" value="a&amp;b"><input type="hidden" name="SAMLResponse" value="PHg+">';
const saml = (attributes: string, inside = "") => `<form ${attributes}>${SAML_FIELDS}${inside}</form>`;

describe("The form by which a portal sends the person on", () => {
  let dom: ReturnType<typeof installDom>;
  before(() => {
    dom = installDom();
  });
  after(() => dom.remove());
  const fieldsOf = (html: string) => readHandOverForm(html, IDP)?.fields;
  const actionOf = (html: string) => readHandOverForm(html, IDP)?.action;

  it("is read with its action, method and fields in order, entities decoded", () => {
    const html = `<body onload="document.forms[0].submit()">${saml(`method="post" action="${SP}"`)}</body>`;
    assert.deepEqual(readHandOverForm(html, IDP), {
      action: SP,
      method: "POST",
      fields: [
        ["RelayState", "a&b"],
        ["SAMLResponse", "PHg+"],
      ],
      encoding: "utf-8",
    });
  });

  it("is recognised by SAML, WS-Federation and OpenID fields, whatever the script that sends it is", () => {
    for (const name of ["SAMLResponse", "SAMLRequest", "RelayState", "SAMLart", "wresult", "id_token"]) {
      const html = `<script src="/send.js"></script><form method=post action="${SP}"><input type=hidden name=${name} value=1></form>`;
      assert.deepEqual(fieldsOf(html), [[name, "1"]], name);
    }
  });

  it("is recognised by an onload, by a script on an otherwise empty page, by a button for no scripts", () => {
    const form = `<form name=go method=post action="${SP}"><input type=hidden name=ticket value=7>`;
    assert.ok(actionOf(`<body onload="document.go.submit()">${form}</form>`));
    assert.ok(actionOf(`<body>${form}</form><script>document.forms[0].submit();</script>`));
    assert.ok(
      actionOf(`<body>${form}</form><script>HTMLFormElement.prototype.submit.call(document.forms[0])</script>`),
    );
    assert.ok(actionOf(`<script src=send.js></script>${form}<noscript><input type=submit value=Go></noscript></form>`));
  });

  it("is not an ordinary page: no form, a form to fill in, a script that belongs to a button among links", () => {
    assert.equal(readHandOverForm("<h1>Welcome</h1>", IDP), null);
    assert.equal(readHandOverForm("", IDP), null);
    assert.equal(
      readHandOverForm(
        `<form action="${SP}" method=post><input type=hidden name=csrf value=1><button>Go</button></form>`,
        IDP,
      ),
      null,
    );
    assert.equal(
      readHandOverForm(`<body onload="document.forms[0].submit()"><form action="${SP}"><input name=user></form>`, IDP),
      null,
    );
    assert.equal(
      readHandOverForm(
        `<form action="${SP}"><input type=hidden name=SAMLRequest value=1><input type=password name=p></form>`,
        IDP,
      ),
      null,
    );
    assert.equal(
      readHandOverForm(
        '<a href="/">Home</a><form id=out action=/logout method=post><input type=hidden name=t></form>' +
          "<script>b.onclick = () => out.submit()</script>",
        IDP,
      ),
      null,
    );
  });

  it("is the one that the script names, when there are several", () => {
    const html = `<body onload="document.getElementById('second').submit()">
      <form id=first action=/a><input type=hidden name=a value=1></form>
      <form id=second action=/b><input type=hidden name=b value=2></form>`;
    assert.deepEqual(readHandOverForm(html, IDP), {
      action: "https://idp.example/b",
      method: "GET",
      fields: [["b", "2"]],
      encoding: "utf-8",
    });
  });

  it("resolves the action against the page and its base; an empty one is the page itself", () => {
    assert.equal(actionOf(saml('method=post action="../acs?y=2"')), "https://idp.example/acs?y=2");
    assert.equal(
      actionOf(`<base href="https://other.example/in/">${saml("method=post action=acs")}`),
      "https://other.example/in/acs",
    );
    assert.equal(actionOf(saml("method=post")), IDP);
    assert.equal(actionOf(saml('method=post action=""')), IDP);
  });

  it("is sent in the encoding of the page, or in the one that it names itself", () => {
    const encodingOf = (attributes: string, ofPage: string) =>
      readHandOverForm(saml(`method=post ${attributes}`), IDP, ofPage)?.encoding;
    assert.equal(encodingOf("", "windows-1252"), "windows-1252");
    assert.equal(encodingOf('accept-charset="ISO-8859-15"', "utf-8"), "iso-8859-15");
    assert.equal(encodingOf('accept-charset="klingon  latin1"', "utf-8"), "windows-1252");
    assert.equal(encodingOf('accept-charset="klingon"', "windows-1252"), "windows-1252");
    assert.equal(encodingOf("", "utf-16le"), "utf-8");
  });

  it("leads to https only", () => {
    for (const action of [
      "javascript:alert(1)",
      "data:text/html,x",
      "http://service.example/",
      "HTTP://service.example/",
      "file:///etc/passwd",
      "blob:https://idp.example/1",
      "https://",
    ]) {
      assert.equal(readHandOverForm(saml(`method=post action="${action}"`), IDP), null, action);
    }
  });

  it("keeps what a browser would send: no unchecked box, disabled field, file or unpressed button", () => {
    const inside =
      "<input type=hidden name=off value=1 disabled><input type=submit name=go value=yes>" +
      "<button name=b value=1>Go</button><input type=hidden name=SAMLResponse value=again>";
    assert.deepEqual(fieldsOf(saml(`method=post action="${SP}"`, inside)), [
      ["RelayState", "a&b"],
      ["SAMLResponse", "PHg+"],
      ["SAMLResponse", "again"],
    ]);
  });

  it("holds the button when the page presses it", () => {
    const form = saml(`method=post action="${SP}"`, "<input type=submit id=go name=go value=yes>");
    const html = `<body onload="document.getElementById('go').click()">${form}`;
    assert.deepEqual(fieldsOf(html)?.at(-1), ["go", "yes"]);
  });

  it("takes fields outside the form that belong to it", () => {
    assert.deepEqual(
      fieldsOf(`<form id=f action="${SP}" method=post></form><input type=hidden form=f name=SAMLResponse value=1>`),
      [["SAMLResponse", "1"]],
    );
  });

  it("is not sent in an encoding that cannot be repeated", () => {
    assert.equal(readHandOverForm(saml(`method=post enctype="multipart/form-data" action="${SP}"`), IDP), null);
    assert.equal(readHandOverForm(saml(`method=dialog action="${SP}"`), IDP), null);
  });

  it("runs no script of the page", () => {
    Reflect.deleteProperty(globalThis, "ran");
    readHandOverForm(
      `<script>globalThis.ran = 1</script><img src=x onerror="globalThis.ran = 1">${saml(`action="${SP}"`)}`,
      IDP,
    );
    assert.equal(Reflect.get(globalThis, "ran"), undefined);
    assert.equal(Reflect.get(dom.window, "ran"), undefined);
  });
});
