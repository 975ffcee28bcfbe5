import assert from "node:assert/strict";
import { readStartChoices } from "../../../../devkit/start/options";

describe("npm start", () => {
  const before = { ...process.env };
  beforeEach(() => {
    process.env["DISPLAY"] = ":0";
  });
  afterEach(() => {
    for (const name of ["DISPLAY", "WAYLAND_DISPLAY"]) {
      const value = before[name];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  const common = { browser: "chromium", reader: "embedded", language: "it", auto: false };

  it("opens the demo portal", () => {
    assert.deepEqual(readStartChoices([]), { ...common, portal: "demo", flow: "redirect" });
    assert.deepEqual(readStartChoices(["--auto", "--flow", "form", "--browser=firefox"]), {
      ...common,
      browser: "firefox",
      auto: true,
      portal: "demo",
      flow: "form",
    });
  });

  it("opens a developer's own portal", () => {
    const url = "https://localhost:8443/login";
    const own = { ...common, portal: "own", url: new URL(url), card: "valid", ca: null };
    assert.deepEqual(readStartChoices(["--url", url]), own);
    assert.deepEqual(readStartChoices(["--url", url, "--card", "expired", "--ca", "ca.pem", "--reader=pcsc"]), {
      ...own,
      reader: "pcsc",
      card: "expired",
      ca: "ca.pem",
    });
  });

  it("drives the browser by itself where there is no screen", () => {
    delete process.env["DISPLAY"];
    delete process.env["WAYLAND_DISPLAY"];
    assert.equal(readStartChoices([]).auto, true);
  });

  for (const [args, says] of [
    [["--url", "http://localhost/login"], /full https address/],
    [["--url", "localhost:8443"], /full https address/],
    [["--url", "https://me:secret@localhost/"], /full https address/],
    [["--card", "expired"], /--url/],
    [["--ca", "ca.pem"], /--url/],
    [["--url", "https://localhost/", "--flow", "form"], /--flow is for the demo portal/],
    [["--browser", "lynx"], /--browser takes one of chromium, firefox/],
    [["--flow", "sideways"], /--flow takes one of/],
    [["--fast"], /--fast/],
  ] as const)
    it(`says what is wrong with ${args.join(" ")}`, () => {
      assert.throws(() => readStartChoices([...args]), says);
    });
});
