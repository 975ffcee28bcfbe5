import assert from "node:assert/strict";
import { readScriptedAddress } from "../../../extension/login/scripted-address";
import { installDom } from "./dom";
import { takesAtMost } from "../../support/takes-at-most";

const URL_ = "https://idp.example/sso/login?x=1";
const there = (script: string, rest = "") => readScriptedAddress(`<script>${script}</script>${rest}`, URL_);

describe("The address to which a page's script leads by itself", () => {
  let dom: ReturnType<typeof installDom>;
  before(() => {
    dom = installDom();
  });
  after(() => dom.remove());

  it("is a text that is given to location, in every way in which scripts write that", () => {
    for (const script of [
      "location = '/in'",
      'location.href="/in";',
      "window.location.href = `/in`",
      "document.location = '/in'",
      "top.location.replace('/in')",
      "self.location.assign(\n'/in'\n)",
      "window.top.location.href='/in'",
      "setTimeout(function () { location.replace('/in') }, 3000)",
      "setTimeout(\"location.href='/in'\", 0)",
      "window.onload = () => { location.href = '/in' }",
      "/* location = '/out' */ location = '/in' // location = '/out'",
      "if (location.hash !== '') location = '/in'",
    ]) {
      assert.equal(there(script), "https://idp.example/in", script);
    }
    assert.equal(readScriptedAddress(`<body onload="location.replace('/in')">`, URL_), "https://idp.example/in");
  });

  it("is read with its escapes, against the page and its base", () => {
    assert.equal(
      there(String.raw`location = "https:\/\/sp.example\/a?b=1\x26c=2\u0026d=3"`),
      "https://sp.example/a?b=1&c=2&d=3",
    );
    assert.equal(there("location = 'next'"), "https://idp.example/sso/next");
    assert.equal(
      readScriptedAddress("<base href='https://sp.example/x/'><script>location='next'</script>", URL_),
      "https://sp.example/x/next",
    );
  });

  it("may stand beside a link to the same place, and beside what only browsers without scripts show", () => {
    assert.equal(there("location='/in'", "<a href='/in'>Continue</a>"), "https://idp.example/in");
    assert.equal(
      there("location='/in'", "<body><noscript><button>Continue</button></noscript>"),
      "https://idp.example/in",
    );
  });

  it("is none where the script puts it together, compares, chooses or waits", () => {
    for (const script of [
      "location = '/in?' + token",
      "location = base + '/in'",
      "location = '/in'.concat(x)",
      "location = `/in/${name}`",
      "if (location == '/in') stay()",
      "mylocation = '/in'; page.location = '/in'",
      "location = ok ? '/in' : '/out'",
      "location = '/in'; location = '/out'",
      "setTimeout(() => { location = '/logout' }, 600000)",
    ]) {
      assert.equal(there(script), null, script);
    }
    assert.equal(readScriptedAddress("<script src=x.js></script>", URL_), null);
    assert.equal(readScriptedAddress("<script type=application/json>location='/in'</script>", URL_), null);
    assert.equal(readScriptedAddress("", URL_), null);
  });

  it("is none on a page that leaves the person something to do", () => {
    for (const rest of [
      "<a href='/help'>Help</a>",
      "<button>Continue</button>",
      "<input name=user>",
      "<p onclick='go()'>Continue</p>",
      "<select><option>1</select>",
      "<iframe src='/in'></iframe>",
      "<div id=app></div><script src='app.js'></script>",
    ]) {
      assert.equal(there("function go() { location='/in' }", rest), null, rest);
    }
  });

  it("leads to https only", () => {
    for (const address of [
      "http://sp.example/",
      "javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "//",
    ]) {
      assert.equal(there(`location = '${address}'`), null, address);
    }
  });

  it("is looked for in bounded time, whatever the script is", () => {
    for (const script of [
      // As long as a script may be, and longer.
      ...[19_000, 2_000_000].flatMap((length) =>
        ["location='", "setTimeout(", "/*", 'location = "\\', "window . "].map(
          (part) => `${part.repeat(length / part.length)}x`,
        ),
      ),
    ]) {
      assert.equal(
        takesAtMost(5000, () => there(script)),
        null,
      );
    }
  });
});
