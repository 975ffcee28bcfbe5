import assert from "node:assert/strict";
import { mock } from "node:test";
import { view } from "../../screens/views";
import { loginPageStage } from "./login-page";

const offered = (fileName: string, size: number, mayGoBack = false) =>
  view({ name: "portal-file", fileName, size, content: "JVBERi0=", mayGoBack });

describe("A file of the portal on the login page", () => {
  const { sent, show, button, text, press } = loginPageStage();
  let saved: { blob: Blob; name: string }[];
  let revoked: string[];
  beforeEach(() => {
    saved = [];
    revoked = [];
    const blobs: Blob[] = [];
    mock.method(URL, "createObjectURL", (blob: Blob) => `blob:${blobs.push(blob) - 1}`);
    mock.method(URL, "revokeObjectURL", (address: string) => void revoked.push(address));
    mock.timers.enable({ apis: ["setTimeout"] });
    window.HTMLAnchorElement.prototype.click = function click() {
      saved.push({ blob: blobs[Number(this.href.slice("blob:".length))]!, name: this.download });
    };
  });

  afterEach(() => {
    mock.restoreAll();
    mock.timers.reset();
  });

  it("is named with its size, in a box of the portal's words, and not saved by itself", async () => {
    await show(offered("<b>referto</b>.pdf", 123_456));
    assert.equal(document.activeElement?.textContent, "The portal sends a file");
    assert.match(text("figure.quoted"), /^The portal calls it:<b>referto<\/b>\.pdf \(123 kB\)$/);
    assert.deepEqual(saved, []);
  });

  it("is saved by the button, under its name, as a file that no browser shows", async () => {
    await show(offered("pagina.html", 5));
    await press("Save the file");
    assert.deepEqual(
      [saved.length, saved[0]?.name, saved[0]?.blob.type],
      [1, "pagina.html", "application/octet-stream"],
    );
    assert.equal(await saved[0]!.blob.text(), "%PDF-");
    assert.match(text("[data-testid=portal-file] [role=status]"), /browser is saving the file/);
    assert.deepEqual([sent, revoked], [[], []]);
    mock.timers.tick(60_000);
    assert.deepEqual(revoked, ["blob:0"], "the bytes are let go");
  });

  it("leads back to the choices where there were some, and can be closed", async () => {
    await show(offered("a.pdf", 5));
    assert.equal(button("Back to the portal's choices"), undefined);
    await show(offered("a.pdf", 2_340_000, true));
    assert.match(text(), /2\.3 MB/);
    await press("Back to the portal's choices");
    await press("Close");
    assert.deepEqual(
      sent.map(({ type }) => type),
      ["back", "cancel"],
    );
  });
});
