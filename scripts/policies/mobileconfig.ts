import { createHash } from "node:crypto";
import { CHROMIUM_ID, FIREFOX_ID } from "../../shared/identity";
import { CHROMIUM_BROWSERS, FIREFOX } from "./browsers";
import { EXAMPLE, EXAMPLE_SERVER } from "./example";
import { chromiumPolicies, firefoxPolicies } from "./json";
import { element, xmlDocument, type Element } from "./xml";

const DOCTYPE =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';
const IDENTIFIER = "it.varco.policies";

/**
 * The configuration profile for macOS: Firefox takes all of its policies from one domain, Chromium's family has another
 * domain for the settings of each extension.
 */
export function configurationProfile(): string {
  const firefox = firefoxPolicies({
    id: FIREFOX_ID,
    address: `${EXAMPLE_SERVER}/varco-firefox.xpi`,
    settings: EXAMPLE,
  });
  const { ExtensionSettings } = chromiumPolicies({
    id: CHROMIUM_ID,
    address: `${EXAMPLE_SERVER}/updates.xml`,
    settings: EXAMPLE,
  });
  const payloads = [
    payload(FIREFOX.macos, { EnterprisePoliciesEnabled: true, ...firefox.policies }),
    ...CHROMIUM_BROWSERS.flatMap(({ macos }) => [
      payload(macos, { ExtensionSettings }),
      payload(`${macos}.extensions.${CHROMIUM_ID}`, EXAMPLE),
    ]),
  ];
  const profile = {
    ...header("Configuration", IDENTIFIER),
    PayloadDisplayName: "Varco",
    PayloadScope: "System",
    PayloadContent: payloads,
  };
  return xmlDocument(element("plist", { version: "1.0" }, [plist(profile)]), DOCTYPE);
}

function payload(domain: string, settings: object): object {
  return { ...header(domain, `${IDENTIFIER}.${domain}`), PayloadEnabled: true, ...settings };
}

function header(type: string, identifier: string): object {
  return { PayloadType: type, PayloadVersion: 1, PayloadIdentifier: identifier, PayloadUUID: uuid(identifier) };
}

/** Always the same for one name, so that a newer profile takes the place of the older one. */
function uuid(name: string): string {
  const digits = createHash("sha256").update(name).digest("hex").toUpperCase();
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`]
    .concat(digits.slice(20, 32))
    .join("-");
}

function plist(value: unknown): Element {
  if (typeof value === "boolean") return element(value ? "true" : "false");
  if (typeof value === "number") return element("integer", {}, String(value));
  if (typeof value === "string") return element("string", {}, value);
  if (Array.isArray(value)) return element("array", {}, value.map(plist));
  const entries = Object.entries(value ?? {});
  return element(
    "dict",
    {},
    entries.flatMap(([key, one]) => [element("key", {}, key), plist(one)]),
  );
}
