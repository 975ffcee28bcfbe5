import assert from "node:assert/strict";
import { portalFile } from "../../../../extension/background/relay/portal-file";
import { takesAtMost } from "../../../support/takes-at-most";

const URL_ = "https://login.example/area/documento%20finale?id=1";
const file = (type: string, disposition: string | null = null, url = URL_) =>
  portalFile({ url, type, disposition, body: Uint8Array.of(1, 2, 3) });
const nameOf = (disposition: string | null, url = URL_) => file("application/octet-stream", disposition, url)?.name;

describe("the file that a portal sends in place of a page", () => {
  it("has the name of Content-Disposition, the extended one before the plain one", () => {
    assert.equal(nameOf('attachment; filename="referto.pdf"'), "referto.pdf");
    assert.equal(nameOf("attachment; filename=referto.pdf"), "referto.pdf");
    assert.equal(nameOf("attachment; filename=x.pdf; filename*=UTF-8''cer%C3%A0.pdf"), "cerà.pdf");
    assert.equal(nameOf("attachment; filename*=UTF-8''cer%C3%A0.pdf; filename=x.pdf"), "cerà.pdf");
    assert.equal(nameOf("inline; filename*=ISO-8859-1'it'cer%E0.pdf"), "cerà.pdf");
    assert.equal(nameOf('attachment; filename="a;b \\"c\\".pdf"'), "a;b _c_.pdf");
  });

  it("has the last part of the address as its name where the portal gives none, or none of use", () => {
    assert.equal(file("application/pdf")?.name, "documento finale.pdf");
    for (const disposition of ["attachment", "attachment; filename=", 'attachment; filename="../"', ";;;", "filename"])
      assert.equal(nameOf(disposition), "documento finale", disposition);
    assert.equal(nameOf(null, "https://login.example/"), "file");
    assert.equal(nameOf(null, "https://login.example/%E0%"), "%E0%");
  });

  it("has a name without folders, hidden parts, and what systems give a meaning", () => {
    for (const [said, name] of [
      ["../../etc/passwd", "passwd"],
      ["C:\\\\Windows\\\\evil.exe", "evil.exe"],
      ["/etc/cron.d/x", "x"],
      ["...bashrc", "bashrc"],
      [".htaccess", "htaccess"],
      ["referto.pdf. . ", "referto.pdf"],
      ["a<b>c:d|e?f*.pdf", "a_b_c_d_e_f_.pdf"],
      ["con.pdf", "_con.pdf"],
      ["LPT1", "_LPT1"],
    ] as const)
      assert.equal(nameOf(`attachment; filename="${said}"`), name, said);
  });

  it("has a name that shows what it is: no characters that turn it round or hide a part of it, of bounded length", () => {
    assert.equal(nameOf(`attachment; filename*=UTF-8''fattura%E2%80%AEfdp.exe`), "fatturafdp.exe");
    assert.equal(nameOf(`attachment; filename*=UTF-8''a%00%0D%0Ab%E2%80%8B.pdf`), "a b.pdf");
    const long = nameOf(`attachment; filename="${"x".repeat(5000)}.pdf"`) ?? "";
    assert.equal(long, `${"x".repeat(76)}.pdf`);
    const emoji = nameOf(`attachment; filename*=UTF-8''${encodeURIComponent("😀".repeat(300))}.p7m`) ?? "";
    assert.equal(emoji, `${"😀".repeat(76)}.p7m`);
  });

  it("gets an ending by its type where it has none", () => {
    assert.equal(file("application/pkcs7-mime", "attachment; filename=fattura.xml")?.name, "fattura.xml");
    assert.equal(file("application/pkcs7-mime", "attachment; filename=fattura")?.name, "fattura.p7m");
    assert.equal(file("application/x-unheard-of", "attachment; filename=fattura")?.name, "fattura");
  });

  it("is one that a browser would show only by its type, and not as an attachment", () => {
    for (const type of ["application/pdf", "text/plain", "image/png", "application/json", "application/soap+xml", ""])
      assert.equal(file(type)?.isShown, true, type);
    for (const type of ["application/zip", "application/octet-stream", "application/pkcs7-mime", "application/msword"])
      assert.equal(file(type)?.isShown, false, type);
    assert.equal(file("application/pdf", "ATTACHMENT; filename=a.pdf")?.isShown, false);
    assert.equal(file("application/pdf", "inline; filename=a.pdf")?.isShown, true);
  });

  it("is none where there is nothing in it", () => {
    assert.equal(
      portalFile({ url: URL_, type: "application/pdf", disposition: "attachment", body: new Uint8Array() }),
      null,
    );
  });

  it("is named in bounded time, whatever the field holds", () => {
    const dots = `attachment; filename="${".".repeat(60_000)}x${" ".repeat(60_000)}y"`;
    assert.equal(
      takesAtMost(2000, () => nameOf(dots)),
      "y",
    );
    for (const part of [";", "filename=", '"', "\\", "%", "'", " ", "=", "filename*=UTF-8''", ".. "]) {
      const name = takesAtMost(2000, () => nameOf(part.repeat(60_000 / part.length)), part);
      assert.ok((name ?? "").length > 0);
    }
  });
});
