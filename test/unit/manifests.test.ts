import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { CHROMIUM_ID, CHROMIUM_KEY, VARCO_VERSION } from "../../shared/identity";

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));

const base = v.parse(
  v.looseObject({
    permissions: v.array(v.string()),
    optional_host_permissions: v.array(v.string()),
    content_security_policy: v.object({ extension_pages: v.string() }),
  }),
  read("manifests/extension.base.json"),
);
const overlays = ["chromium", "firefox"].map((browser) =>
  v.parse(v.record(v.string(), v.unknown()), read(`manifests/${browser}.json`)),
);

describe("The manifest of the extension", () => {
  it("asks for nothing but what a login needs, and for no site before the person says so", () => {
    assert.deepEqual([...base.permissions].sort(), [
      "activeTab",
      "cookies",
      "nativeMessaging",
      "storage",
      "webNavigation",
      "webRequest",
    ]);
    assert.deepEqual(base.optional_host_permissions, ["https://*/*"]);
    for (const part of [base, ...overlays]) {
      for (const key of ["host_permissions", "content_scripts", "web_accessible_resources", "externally_connectable"])
        assert.equal(key in part, false, key);
    }
    for (const overlay of overlays) assert.equal("permissions" in overlay, false);
    // Permissions for the module and for the browser's proxy settings are asked for by a click, where there are any.
    assert.deepEqual(
      [base, ...overlays].map((part) => part["optional_permissions"]),
      [undefined, undefined, ["pkcs11", "proxy"]],
    );
  });

  it("lets no page that opened a portal reach the login page in the portal's place", () => {
    assert.deepEqual(
      overlays.map((overlay) => overlay["cross_origin_opener_policy"]),
      // Firefox has no such key.
      [{ value: "same-origin" }, undefined],
    );
  });

  it("lets only scripts of the package run, and connect and submit to https only", () => {
    const policy = new Map(
      base.content_security_policy.extension_pages.split("; ").map((rule) => {
        const [name = "", ...sources] = rule.split(" ");
        return [name, sources];
      }),
    );
    assert.deepEqual(Object.fromEntries(policy), {
      "default-src": ["'none'"],
      "script-src": ["'self'"],
      "style-src": ["'self'"],
      "img-src": ["'self'"],
      "font-src": ["'self'"],
      "connect-src": ["https:"],
      "object-src": ["'none'"],
      "base-uri": ["'none'"],
      "frame-ancestors": ["'none'"],
      "form-action": ["https:"],
    });
  });

  it("keeps private windows apart: Chromium by a process of their own, Firefox by the cookie store of the tab", () => {
    // Without "split" Chromium shows no page of an extension in a private window; Firefox does not know it and would
    // refuse private windows.
    assert.deepEqual(
      overlays.map((overlay) => overlay["incognito"]),
      ["split", undefined],
    );
  });

  it("has the version of the package, and in Chromium the identifier that follows from its key", () => {
    assert.equal(v.parse(v.looseObject({ version: v.string() }), read("package.json")).version, VARCO_VERSION);
    const hash = createHash("sha256").update(Buffer.from(CHROMIUM_KEY, "base64")).digest("hex").slice(0, 32);
    assert.equal(
      hash.replaceAll(/./g, (digit) => "abcdefghijklmnop".charAt(parseInt(digit, 16))),
      CHROMIUM_ID,
    );
  });
});
