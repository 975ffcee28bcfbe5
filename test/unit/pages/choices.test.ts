import assert from "node:assert/strict";
import { readShownPage } from "../../../extension/login/choices";
import { SHOWN } from "../../../extension/login/shown-page";
import { installDom } from "./dom";
import { takesAtMost } from "../../support/takes-at-most";

const URL_ = "https://idp.example/sso/page?x=1";
const read = (html: string) => readShownPage(html, URL_, "windows-1252");
const labels = (html: string) => read(html).choices.map(({ label }) => label);
const ways = (html: string) => read(html).choices.map(({ way }) => way);

describe("What is shown of a portal's page", () => {
  let dom: ReturnType<typeof installDom>;
  before(() => {
    dom = installDom();
  });
  after(() => dom.remove());

  describe("as its text", () => {
    it("is what a person sees, a line for each block", () => {
      const { text } = read(
        "<title>T</title><style>p{}</style><nav>Menu</nav><h1>Avviso</h1><p>Prima <b>riga</b>.<br>Seconda\n riga" +
          "<script>x()</script><noscript>Attiva gli script</noscript><div hidden>No</div><div style='color:red;Display: none'>No</div>" +
          "<svg><text>No</text></svg><ul><li>uno<li>due</ul><textarea>No</textarea>",
      );
      assert.equal(text, "Avviso\nPrima riga.\nSeconda riga\nuno\ndue");
    });

    it("has no characters that hide or turn what stands around them, nor piles of marks", () => {
      const { text } = read(`<p>a\u202eb\u2066c\u200bd\u00ade\u0007f\u3164g\u2800h\ue000i e${"\u0301".repeat(500)}`);
      assert.equal(text, "abcdefghi e\u0301\u0301");
    });

    it("never becomes markup", () => {
      assert.equal(read("<p>&lt;img src=x&gt;").text, "<img src=x>");
    });

    it("is bounded, also in front of a great page", () => {
      const { text } = read(`<p>${"parola ".repeat(100_000)}`);
      assert.equal(Array.from(text).length, SHOWN.text + 1);
      assert.ok(text.endsWith("…"));
      assert.equal(Array.from(read(`<p>${"😀".repeat(5000)}`).text).at(-2), "😀");
    });
  });

  describe("as its choices", () => {
    it("are links to https, against the page and its base", () => {
      assert.deepEqual(read("<p>Bene</p><a href='avanti'>Continua</a>").choices, [
        { label: "Continua", way: { kind: "link", url: "https://idp.example/sso/avanti" } },
      ]);
      assert.deepEqual(ways("<base href='https://sp.example/'><a href=' x '>A</a>"), [
        { kind: "link", url: "https://sp.example/x" },
      ]);
    });

    it("are buttons of forms with nothing to fill in, each with its own name, value, address and method", () => {
      const html =
        "<form action=/in method=post><input type=hidden name=t value=1>" +
        "<button name=ok value=si>Accetto</button><input type=submit name=ok value=No formaction=/out formmethod=get></form>";
      assert.deepEqual(read(html).choices, [
        {
          label: "Accetto",
          way: {
            kind: "form",
            form: {
              action: "https://idp.example/in",
              method: "POST",
              fields: [
                ["t", "1"],
                ["ok", "si"],
              ],
              encoding: "windows-1252",
            },
          },
        },
        {
          label: "No",
          way: {
            kind: "form",
            form: {
              action: "https://idp.example/out",
              method: "GET",
              fields: [
                ["t", "1"],
                ["ok", "No"],
              ],
              encoding: "windows-1252",
            },
          },
        },
      ]);
    });

    it("are no forms that a person must fill in, and none that sends files", () => {
      for (const field of ["<input name=u>", "<input type=password name=p>", "<select name=s></select>"]) {
        assert.deepEqual(labels(`<form action=/in>${field}<button>Entra</button></form>`), [], field);
        assert.deepEqual(
          labels(`<form id=f action=/in><button>Entra</button></form>${field.replace(" ", " form=f ")}`),
          [],
        );
      }
      assert.deepEqual(labels("<form action=/in><input type=file><button>Invia</button></form>"), []);
      assert.deepEqual(labels("<form method=post enctype=multipart/form-data><button>Invia</button></form>"), []);
    });

    it("are nothing that runs a script, goes elsewhere than https, or stays on the page", () => {
      for (const html of [
        "<a href='javascript:alert(1)'>A</a>",
        "<a href=' java\nscript:alert(1)'>A</a>",
        "<a href='http://idp.example/'>A</a>",
        "<a href='data:text/html,x'>A</a>",
        "<a href='mailto:a@b.example'>A</a>",
        "<a href='#main'>A</a>",
        "<a href='https://['>A</a>",
        "<a onclick='go()'>A</a>",
        "<button onclick='go()'>A</button>",
        "<form action='javascript:x'><button>A</button></form>",
        "<form action=/in><button type=button>A</button><button disabled>B</button></form>",
        "<form method=dialog><button>A</button></form>",
        "<a href=/in hidden>A</a><div style='display:none'><a href=/in>B</a></div><template><a href=/in>C</a></template>",
      ])
        assert.deepEqual(labels(html), [], html);
    });

    it("have a label that can be read, from the text or what stands for it", () => {
      assert.deepEqual(labels("<a href=/1><img alt='Entra con CNS'></a><a href=/2 aria-label=Esci></a>"), [
        "Entra con CNS",
        "Esci",
      ]);
      for (const nothing of [
        "",
        " ",
        "\u200b\u202e",
        "\u3164",
        "\u2800",
        "\u0301",
        "<img src=x>",
        "<script>x</script>",
      ])
        assert.deepEqual(labels(`<a href=/1>${nothing}</a>`), [], JSON.stringify(nothing));
      assert.deepEqual(labels("<form action=/in><input type=submit value=' '></form>"), []);
      const [long] = labels(`<a href=/1>${"x".repeat(10_000)}\u202e</a>`);
      assert.equal(long, `${"x".repeat(SHOWN.label)}…`);
      assert.deepEqual(labels("<a href=/1>Accedi\n\n\nscrivi il PIN</a>"), ["Accedi scrivi il PIN"]);
    });

    it("may lead to the page itself, which may be another one now; they come last", () => {
      assert.deepEqual(labels("<a href=''>Prosegui</a><a href=?x=1>Ricarica</a>"), ["Prosegui", "Ricarica"]);
      assert.deepEqual(labels("<a href=?x=1>Pagina 1</a><a href=?x=2>Pagina 2</a>"), ["Pagina 2", "Pagina 1"]);
      const others = Array.from({ length: 20 }, (_, number) => `<a href=/${number}>${number}</a>`).join("");
      assert.ok(!labels(`<a href=''>Prosegui</a>${others}`).includes("Prosegui"));
    });

    it("are at most some, those of the page itself before those of its frame", () => {
      const menu = Array.from({ length: 40 }, (_, number) => `<a href=/m${number}>Menu ${number}</a>`).join("");
      const found = labels(`<nav>${menu}</nav><main><a href=/in>Continua</a><a href=/in>Continua</a></main>`);
      assert.equal(found.length, SHOWN.choices);
      assert.deepEqual(found.slice(0, 2), ["Continua", "Menu 0"]);
    });

    it("hold together no more than a bounded number of fields' characters", () => {
      const field = `<input type=hidden name=a value=${"x".repeat(600_000)}>`;
      const html = `<form action=/in>${field}<button>A</button><button name=b>B</button></form><a href=/c>C</a>`;
      assert.deepEqual(labels(html).toSorted(), ["A", "C"]);
    });
  });

  it("is the same on a page whose elements are named after members of its document and forms", () => {
    const names = [
      "attributes",
      "querySelectorAll",
      "createTreeWalker",
      "getAttribute",
      "elements",
      "action",
      "method",
    ];
    const clobbered = names.map((name) => `<img name=${name}><form name=${name}></form>`).join("");
    const fields = names.map((name) => `<input type=hidden name=${name} value=1>`).join("");
    const { text, choices } = read(`${clobbered}<p>Bene</p><form action=/in>${fields}<button>Avanti</button></form>`);
    assert.match(text, /Bene/);
    assert.deepEqual(
      choices.map(({ label, way }) => [label, way.kind === "form" && way.form.action]),
      [["Avanti", "https://idp.example/in"]],
    );
  });

  describe("is found in bounded time", () => {
    const PAGES: Readonly<Record<string, string>> = {
      "on a page of empty links": "<a href=/x></a>".repeat(5_000),
      "on a page of forms": Array.from(
        { length: 1000 },
        (_, number) => `<form action=/${number}><button>B</button></form>`,
      ).join(""),
      "in a deep page": "<div>".repeat(1000) + "x",
      "among characters that turn the text": "<p>\u202e".repeat(5_000),
      "among words in elements of their own": "<b>x</b> ".repeat(5_000),
      "in a page of spaces": " \n".repeat(500_000),
      "behind an attribute that does not end": "<a href='/",
      "among null characters": "\0<\0",
    };
    for (const [where, html] of Object.entries(PAGES)) {
      it(where, () => {
        const { choices } = takesAtMost(10_000, () => read(html), where);
        assert.ok(choices.length <= SHOWN.choices);
      });
    }
  });
});
