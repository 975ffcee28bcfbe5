import { LANGUAGES, type Language } from "../../extension/issuers/language";
import { MANAGED_FIELDS, type ManagedField, type ManagedName } from "../../extension/managed/fields";
import { MANAGED_BROWSERS, type ManagedBrowser } from "./browsers";
import { POLICY_TEXTS, type PolicyTexts } from "./texts";
import { element, xmlDocument, type Element } from "./xml";

/** Microsoft's schema for both files ("Group Policy ADMX Syntax Reference Guide"). */
const NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions";
const VERSION = "1.0";

/** The policies of each browser, and the settings in each. */
const POLICIES = {
  language: ["language"],
  sites: ["sites"],
  portals: ["portals"],
  helpLine: ["helpLineName", "helpLineNumber", "helpLineMail", "helpLineAddress"],
} as const satisfies Record<string, readonly ManagedName[]>;
type PolicyName = keyof typeof POLICIES;
const NAMES: readonly PolicyName[] = ["language", "sites", "portals", "helpLine"];

const string = (id: keyof PolicyTexts | `browser_${string}`) => `$(string.${id})`;

/** The definitions (ADMX): each browser reads Varco's settings below a key of its own. */
export function policyDefinitions(): string {
  return xmlDocument(
    element("policyDefinitions", { xmlns: NAMESPACE, revision: VERSION, schemaVersion: "1.0" }, [
      element("policyNamespaces", {}, [
        element("target", { prefix: "varco", namespace: "Varco.Policies" }),
        element("using", { prefix: "windows", namespace: "Microsoft.Policies.Windows" }),
      ]),
      element("resources", { minRequiredRevision: VERSION }),
      element("supportedOn", {}, [
        element("definitions", {}, [element("definition", { name: "supported", displayName: string("supported") })]),
      ]),
      element("categories", {}, [
        element("category", { name: "varco", displayName: string("varco") }),
        ...MANAGED_BROWSERS.map(({ id }) =>
          element("category", { name: id, displayName: string(`browser_${id}`) }, [
            element("parentCategory", { ref: "varco" }),
          ]),
        ),
      ]),
      element(
        "policies",
        {},
        MANAGED_BROWSERS.flatMap((browser) => NAMES.map((name) => policy(browser, name))),
      ),
    ]),
  );
}

function policy({ id, windows: key }: ManagedBrowser, name: PolicyName): Element {
  const attributes = {
    name: `${id}_${name}`,
    class: "Both",
    displayName: string(name),
    explainText: string(`${name}_explain`),
    presentation: `$(presentation.${name})`,
    key,
  };
  return element("policy", attributes, [
    element("parentCategory", { ref: id }),
    element("supportedOn", { ref: "supported" }),
    element(
      "elements",
      {},
      POLICIES[name].map((setting) => input(setting, MANAGED_FIELDS[setting], key)),
    ),
  ]);
}

/** What is typed, and the registry's value that it becomes. Lists become a key with the values 1, 2, … */
function input(setting: ManagedName, field: ManagedField, key: string): Element {
  switch (field.kind) {
    case "choice":
      return element(
        "enum",
        { id: setting, valueName: setting, required: "true" },
        LANGUAGES.map((one) =>
          element("item", { displayName: string(`language_${one}`) }, [
            element("value", {}, [element("string", {}, one)]),
          ]),
        ),
      );
    case "text":
      return element("text", { id: setting, valueName: setting, maxLength: String(field.longest) });
    case "list":
      return element("list", { id: setting, key: `${key}\\${setting}`, valuePrefix: "" });
  }
}

/** The texts of the definitions in one language (ADML). */
export function policyResources(language: Language): string {
  const texts = POLICY_TEXTS[language];
  const strings = [
    ...Object.entries(texts).filter(([id]) => id !== "description"),
    ...MANAGED_BROWSERS.map(({ id, name }) => [`browser_${id}`, name] as const),
  ];
  return xmlDocument(
    element("policyDefinitionResources", { xmlns: NAMESPACE, revision: VERSION, schemaVersion: "1.0" }, [
      element("displayName", {}, texts.varco),
      element("description", {}, texts.description),
      element("resources", {}, [
        element(
          "stringTable",
          {},
          strings.map(([id, text]) => element("string", { id }, text)),
        ),
        element(
          "presentationTable",
          {},
          NAMES.map((name) =>
            element(
              "presentation",
              { id: name },
              POLICIES[name].map((setting) => label(setting, texts)),
            ),
          ),
        ),
      ]),
    ]),
  );
}

function label(setting: ManagedName, texts: PolicyTexts): Element {
  switch (MANAGED_FIELDS[setting].kind) {
    case "choice":
      return element("dropdownList", { refId: setting, noSort: "true" }, texts[setting]);
    case "text":
      return element("textBox", { refId: setting }, [element("label", {}, texts[setting])]);
    case "list":
      return element("listBox", { refId: setting }, texts[setting]);
  }
}
