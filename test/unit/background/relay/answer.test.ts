import assert from "node:assert/strict";
import { VarcoError } from "../../../../shared/errors";
import { nextStep } from "../../../../extension/background/relay/answer";
import { FORM_TYPE, visit, type PortalRequest } from "../../../../extension/background/relay/portal-request";
import { RefusingAnswer, saidWith } from "../../../../extension/background/relay/refusing-answer";
import { StrictTransport } from "../../../../extension/background/relay/strict-transport";

const SAID = { type: "text/plain", text: "Ada" };
const HERE = "https://login.example/a/b?c=d";
const post: PortalRequest = {
  ...visit(HERE),
  method: "POST",
  body: new TextEncoder().encode("x=1&y=%20"),
  contentType: `${FORM_TYPE}; charset=UTF-8`,
  origin: "https://servizi.example",
  crossSite: true,
};
const answer = (status: number, headers: Record<string, string> = {}, body: string | Uint8Array = "") => ({
  status,
  headers: Object.entries(headers),
  body: new Uint8Array(Buffer.from(body)),
});
const next = (status: number, headers?: Record<string, string>, body?: string | Uint8Array, request = visit(HERE)) =>
  nextStep(answer(status, headers, body), request, new StrictTransport());

describe("how a login goes on after an answer", () => {
  it("stays with the host as long as redirects stay at the origin, ports included", () => {
    assert.deepEqual(next(302, { location: "../x?y" }), { kind: "relay", request: visit("https://login.example/x?y") });
    assert.deepEqual(next(302, { location: "https://login.example:443/x" }), {
      kind: "relay",
      request: visit("https://login.example/x"),
    });
    assert.equal(next(302, { location: "https://login.example:8443/x" }).kind, "leave");
  });

  it("goes on by https where the answer says that its host is reached in no other way", () => {
    const policy = { "strict-transport-security": "max-age=31536000; includeSubDomains" };
    const here = next(302, { location: "http://login.example/x", ...policy });
    assert.deepEqual(here, { kind: "relay", request: visit("https://login.example/x") });
    const below = next(302, { location: "http://app.login.example/x", ...policy });
    assert.deepEqual(below, { kind: "leave", url: "https://app.login.example/x" });
  });

  it("makes a visit of a form after 301, 302 and 303, and repeats it after 307 and 308", () => {
    for (const status of [301, 302, 303]) {
      assert.deepEqual(next(status, { Location: "/x" }, "", post), {
        kind: "relay",
        request: { ...visit("https://login.example/x"), crossSite: true },
      });
    }
    for (const status of [307, 308]) {
      assert.deepEqual(next(status, { Location: "/x" }, "", post), {
        kind: "relay",
        request: { ...post, url: "https://login.example/x" },
      });
    }
  });

  it("leaves with the address as it is, fragment included", () => {
    assert.deepEqual(next(303, { location: "https://servizi.example/r?code=1#f" }), {
      kind: "leave",
      url: "https://servizi.example/r?code=1#f",
    });
    assert.deepEqual(next(302, { location: "//servizi.example/" }), { kind: "leave", url: "https://servizi.example/" });
  });

  it("leaves with a form where the body has to go on", () => {
    assert.deepEqual(next(307, { location: "https://servizi.example/acs" }, "", post), {
      kind: "form",
      form: {
        action: "https://servizi.example/acs",
        method: "POST",
        fields: [
          ["x", "1"],
          ["y", " "],
        ],
        encoding: "utf-8",
      },
    });
    assert.throws(
      () => next(307, { location: "https://servizi.example/" }, "", { ...post, contentType: "text/plain" }),
      { code: "portal.answer" },
    );
  });

  it("refuses a form without encryption, even on this machine: the page may not send it", () => {
    assert.throws(() => next(307, { location: "http://app.localhost/acs" }, "", post), {
      code: "portal.unsafe-address",
    });
  });

  it("never leaves for anything but https, or http on this machine", () => {
    for (const location of [
      "http://servizi.example/",
      "javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "about:blank",
      "http://localhost.example/",
    ]) {
      assert.throws(() => next(302, { location }), { code: "portal.unsafe-address" }, location);
    }
    for (const location of [
      "http://localhost:8080/",
      "http://app.localhost/",
      "http://127.0.0.1:1/",
      "http://[::1]/",
    ]) {
      assert.equal(next(302, { location }).kind, "leave", location);
    }
  });

  it("tells of an unsafe address only its beginning", () => {
    assert.throws(() => next(302, { location: "http://servizi.example/?token=secret" }), {
      details: { host: "login.example", address: "http://servizi.example" },
    });
  });

  it("calls a redirect without a usable address what it is", () => {
    assert.throws(() => next(302), { code: "server.http" });
    assert.throws(() => next(302, { location: "https://[" }), { code: "server.http" });
  });

  it("follows a Refresh field", () => {
    assert.deepEqual(next(200, { refresh: "0; url=/x" }), { kind: "relay", request: visit("https://login.example/x") });
    assert.deepEqual(next(200, { refresh: '3;URL="https://servizi.example/"' }), {
      kind: "leave",
      url: "https://servizi.example/",
    });
    assert.equal(next(200, { refresh: "30", "content-type": "text/html" }).kind, "page");
    assert.equal(
      next(200, { refresh: "900; url=/logout", "content-type": "text/html" }).kind,
      "page",
      "the end of a session is not yet now",
    );
  });

  it("gives a page as text in its own encoding", () => {
    const latin = new Uint8Array([0xe0]);
    assert.deepEqual(next(200, { "Content-Type": "text/html; charset=iso-8859-1" }, latin), {
      kind: "page",
      url: HERE,
      html: "à",
      encoding: "windows-1252",
    });
    assert.deepEqual(next(200, { "content-type": "TEXT/HTML" }, "<b>à"), {
      kind: "page",
      url: HERE,
      html: "<b>à",
      encoding: "utf-8",
    });
    const declared = Buffer.concat([Buffer.from('<meta charset="windows-1252">'), latin]);
    assert.ok(
      "html" in next(200, { "content-type": "text/html" }, declared) &&
        JSON.stringify(next(200, { "content-type": "text/html" }, declared)).includes("à"),
    );
    assert.equal(next(200, { "content-type": "text/html; charset=klingon" }, "x").kind, "page");
  });

  it("tells of anything else which file it is, if there is anything in it", () => {
    assert.deepEqual(next(200, { "content-type": "application/pdf; x=y" }, "%PDF"), {
      kind: "content",
      url: HERE,
      file: { name: "b.pdf", body: new Uint8Array(Buffer.from("%PDF")), isShown: true },
    });
    assert.deepEqual(next(200), { kind: "content", url: HERE, file: null });
    assert.deepEqual(next(206, { "content-type": "application/pdf" }, "%PDF"), {
      kind: "content",
      url: HERE,
      file: null,
    });
  });

  it("takes a page for a file where the server says that it is to be saved", () => {
    const page = { "content-type": "text/html", "content-disposition": "attachment; filename=modulo.html" };
    const step = next(200, page, "<h1>");
    assert.deepEqual(step.kind === "content" && [step.file?.name, step.file?.isShown], ["modulo.html", false]);
    assert.equal(next(200, { ...page, "content-disposition": "inline" }, "<h1>").kind, "page");
  });

  it("gives the status of every other answer", () => {
    for (const status of [204, 304, 400, 403, 404, 500]) {
      assert.throws(() => next(status), { code: "portal.answer", details: { host: "login.example", status } });
    }
  });

  it("keeps what the portal wrote with an error, in its encoding, beside the error and not in it", () => {
    const refusal = (status: number, type: string, body: string | Uint8Array) => {
      try {
        next(status, { "content-type": type }, body);
      } catch (thrown) {
        assert.ok(thrown instanceof RefusingAnswer);
        assert.equal(JSON.stringify(thrown).includes("Ada"), false);
        assert.equal(thrown.message.includes("Ada"), false);
        return saidWith(thrown);
      }
      return null;
    };
    assert.deepEqual(refusal(500, "Application/Problem+JSON; charset=utf-8", '{"detail":"Ada è ignota"}'), {
      type: "application/problem+json",
      text: '{"detail":"Ada è ignota"}',
    });
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Ada \xe8 ignota</a>', "latin1");
    assert.match(refusal(500, "text/xml", latin)?.text ?? "", /Ada è ignota/);
    assert.equal(refusal(495, "text/html", "<p>Ada")?.text, "<p>Ada");
    assert.equal(refusal(403, "text/plain", "x".repeat(1_000_000))?.text.length, 65_536);
    const explained = new VarcoError("portal.step-back", {}, { cause: new RefusingAnswer("portal.answer", {}, SAID) });
    assert.equal(saidWith(explained), SAID);
    assert.equal(saidWith(new VarcoError("proxy.refused", { reason: "<p>Blocked" })), null);
  });

  it("recognises that the certificate was refused", () => {
    assert.throws(() => next(495), { code: "server.certificate-refused" });
    assert.throws(
      () =>
        next(
          400,
          { "content-type": "text/html" },
          "<html>\r\n<head><title>400 The SSL certificate error</title></head>",
        ),
      { code: "server.certificate-refused" },
    );
    assert.throws(() => next(400, { "content-type": "text/html" }, "<title>400 Bad Request</title>"), {
      code: "portal.answer",
    });
  });
});
