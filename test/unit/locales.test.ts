import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import "./fake-browser";
import { detailNames, errorKeys } from "../../extension/pages/error-text";
import { ERRORS } from "../../shared/error-list";
import { isErrorCode } from "../../shared/errors";
import { LANGUAGES, readMessages } from "./pages/messages";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const codes = Object.keys(ERRORS).filter(isErrorCode);
const italian = readMessages("it");

/** All texts that name keys: sources and the manifest. */
function sources(): string {
  const code = readdirSync(`${ROOT}extension`, { recursive: true, encoding: "utf8" }).filter((path) =>
    /\.tsx?$/.test(path),
  );
  return [...code.map((path) => `extension/${path}`), "manifests/extension.base.json"]
    .map((path) => readFileSync(ROOT + path, "utf8"))
    .join("\n");
}

describe("The texts of the extension", () => {
  it("are the same keys in the same order in every language", () => {
    for (const language of LANGUAGES)
      assert.deepEqual(Object.keys(readMessages(language)), Object.keys(italian), language);
  });

  it("say cause and remedy of every error, under keys that belong to one error each", () => {
    const keys = codes.flatMap((code) => Object.values(errorKeys(code)));
    assert.equal(new Set(keys).size, keys.length);
    for (const language of LANGUAGES) {
      const messages = readMessages(language);
      for (const key of keys) assert.ok(messages[key]?.message.trim(), `${language}: ${key}`);
    }
  });

  it("contain no error that does not exist", () => {
    const keys = new Set(codes.flatMap((code) => Object.values(errorKeys(code))));
    assert.deepEqual(
      Object.keys(italian).filter((key) => key.startsWith("error_") && !keys.has(key)),
      [],
    );
  });

  it("have the same placeholders in every language, each filled and each used", () => {
    for (const language of LANGUAGES) {
      for (const [key, { message, placeholders = {} }] of Object.entries(readMessages(language))) {
        assert.deepEqual(placeholders, italian[key]?.placeholders ?? {}, `${language}: ${key}`);
        const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, name = ""]) => name.toLowerCase());
        assert.deepEqual([...new Set(used)].sort(), Object.keys(placeholders).sort(), `${language}: ${key}`);
        assert.equal(message.replace(/\$\w+\$/g, "").includes("$"), false, `${language}: ${key}`);
      }
    }
  });

  it("fill each placeholder of an error from the detail of that name", () => {
    for (const code of codes) {
      const names = detailNames(code);
      for (const key of Object.values(errorKeys(code))) {
        for (const [placeholder, { content }] of Object.entries(italian[key]?.placeholders ?? {})) {
          const position = names.findIndex((name) => name.toLowerCase() === placeholder);
          assert.equal(content, `$${position + 1}`, `${key}: ${placeholder}`);
        }
      }
    }
  });

  it("are all used: no text is left over from a page that is gone", () => {
    const text = sources();
    const composed = (key: string) =>
      key.startsWith("error_") || (key.startsWith("step_") && text.includes("`step_${"));
    const unused = Object.keys(italian).filter(
      (key) => !composed(key) && !text.includes(JSON.stringify(key)) && !text.includes(`__MSG_${key}__`),
    );
    assert.deepEqual(unused, []);
  });

  it("exist wherever a page or the manifest asks for one", () => {
    const text = sources();
    const asked = [...text.matchAll(/\bt\("(\w+)"|__MSG_(\w+)__/g)].map(([, call, manifest]) => call ?? manifest ?? "");
    assert.ok(asked.length > 30);
    assert.deepEqual(
      asked.filter((key) => !(key in italian)),
      [],
    );
  });

  it("use the quotation marks of each language", () => {
    const foreign = { it: /["„“”]/, de: /["«»”]/, en: /["«»„]/ } as const;
    for (const language of LANGUAGES) {
      for (const [key, { message }] of Object.entries(readMessages(language)))
        assert.doesNotMatch(message, foreign[language], `${language}: ${key}`);
    }
  });

  it("fit the limits of the stores: 75 characters for the name, 132 for the description", () => {
    for (const language of LANGUAGES) {
      const messages = readMessages(language);
      assert.ok(messages["extension_name"]!.message.length <= 75, language);
      assert.ok(messages["extension_description"]!.message.length <= 132, language);
    }
  });
});
