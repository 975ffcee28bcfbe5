import assert from "node:assert/strict";
import { portalWords } from "../../../extension/login/portal-words";
import { installDom } from "./dom";
import { takesAtMost } from "../../support/takes-at-most";

const html = (text: string) => portalWords({ type: "text/html", text });
const json = (value: unknown, type = "application/json") =>
  portalWords({ type, text: typeof value === "string" ? value : JSON.stringify(value) });
const xml = (text: string, type = "text/xml") => portalWords({ type, text });

describe("The portal's own words about an error", () => {
  let dom: ReturnType<typeof installDom>;
  before(() => {
    dom = installDom();
  });
  after(() => dom.remove());

  it("are the visible text of a page, without scripts, styles and menus", () => {
    assert.equal(
      html(
        "<title>Errore</title><style>p{}</style><nav>Home</nav><h1>Accesso negato</h1><p>Utente non <b>abilitato</b>" +
          "<script>track()</script><noscript>JS</noscript>",
      ),
      "Accesso negato\nUtente non abilitato",
    );
    assert.equal(portalWords({ type: "application/xhtml+xml", text: "<p>Non va" }), "Non va");
  });

  it("are those members of JSON that are for people", () => {
    assert.equal(
      json(
        { type: "about:blank", title: "Non abilitato", detail: "Manca la delega", status: 403 },
        "application/problem+json",
      ),
      "Non abilitato\nManca la delega",
    );
    assert.equal(json({ error: "access_denied", error_description: "Negato" }), "Negato\naccess_denied");
    assert.equal(json({ error: { code: 7, message: "Negato" } }), "Negato");
    assert.equal(json({ message: "Negato", error: "Negato" }), "Negato");
    for (const nothing of ["", "{", "null", "[]", '"x"', "{}", '{"title":1,"detail":{"a":"b"}}', "[".repeat(60_000)])
      assert.equal(json(nothing), null, nothing.slice(0, 30));
    assert.equal(json('{"__proto__":{"message":"x"}}'), null);
  });

  it("are the fault's text of SOAP 1.1 and 1.2, and the message of SAML", () => {
    const soap = (version: string, fault: string) =>
      `<?xml version="1.0"?><s:Envelope xmlns:s="${version}"><s:Body><s:Fault>${fault}</s:Fault></s:Body></s:Envelope>`;
    assert.equal(
      xml(
        soap(
          "http://schemas.xmlsoap.org/soap/envelope/",
          "<faultcode>s:Server</faultcode><faultstring>Certificato non valido</faultstring><detail><stack>at x</stack></detail>",
        ),
      ),
      "Certificato non valido",
    );
    assert.equal(
      xml(
        soap(
          "http://www.w3.org/2003/05/soap-envelope",
          '<s:Code><s:Value>s:Sender</s:Value></s:Code><s:Reason><s:Text xml:lang="it">Non abilitato</s:Text></s:Reason>',
        ),
        "application/soap+xml",
      ),
      "Non abilitato",
    );
    assert.equal(
      xml(
        '<p:Response xmlns:p="urn:x"><p:Status><p:StatusMessage>Utente ignoto</p:StatusMessage></p:Status></p:Response>',
      ),
      "Utente ignoto",
    );
    for (const nothing of ["", "<", "<a>", "<a/>", "<a><faultstring></a>"]) assert.equal(xml(nothing), null, nothing);
  });

  it("are none in XML that brings entities of its own", () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a><faultstring>&c;</faultstring></a>';
    assert.equal(xml(bomb), null);
    assert.equal(xml("<a><faultstring>&unknown;</faultstring></a>"), null);
  });

  it("are a plain text as it is, and nothing of any other type", () => {
    assert.equal(
      portalWords({ type: "text/plain", text: "<b>Non va</b>\r\n\r\n\r\n\tRiprova" }),
      "<b>Non va</b>\n\nRiprova",
    );
    for (const type of ["", "application/pdf", "image/svg+xml2", "text/css", "application/octet-stream"])
      assert.equal(portalWords({ type, text: "Non va" }), null, type);
  });

  it("are bounded, and have no characters that hide or turn what stands around them", () => {
    for (const read of [
      (words: string) => portalWords({ type: "text/plain", text: words }),
      html,
      (words: string) => json({ message: words }),
      (words: string) => xml(`<a><faultstring>${words}</faultstring></a>`),
    ]) {
      assert.equal(read("a\u202eb\u200bc\u2066d"), "abcd");
      assert.equal(Array.from(read("x".repeat(60_000)) ?? "").length, 601);
    }
  });

  it("are found in bounded time, whatever the portal wrote", () => {
    for (const said of [
      { type: "text/html", text: "<div>".repeat(1000) },
      { type: "text/html", text: "<p>\u202e</p>".repeat(5000) },
      { type: "text/html", text: "<form name=querySelectorAll><input name=childNodes>".repeat(500) },
      { type: "text/xml", text: "<a>".repeat(1000) },
      { type: "text/xml", text: `<a>${"<faultstring/>".repeat(4000)}</a>` },
      { type: "application/json", text: '{"a":'.repeat(10_000) },
      { type: "text/plain", text: " \n\u0301".repeat(20_000) },
    ]) {
      takesAtMost(5000, () => portalWords(said), said.text.slice(0, 20));
    }
  });
});
