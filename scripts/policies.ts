import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { LANGUAGES } from "../extension/issuers/language";
import { CHROMIUM_ID, FIREFOX_ID, VARCO_VERSION } from "../shared/identity";
import { EXAMPLE, EXAMPLE_SERVER } from "./policies/example";
import { policyDefinitions, policyResources } from "./policies/group-policy";
import { chromiumPolicies, firefoxPolicies, managedSchema, updateManifest } from "./policies/json";
import { configurationProfile } from "./policies/mobileconfig";
import { WINDOWS_LANGUAGES } from "./policies/texts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** What administrators take, by path, written from shared/identity.ts and extension/managed/fields.ts. */
export function policyFiles(): Readonly<Record<string, string>> {
  const [id, settings] = [CHROMIUM_ID, EXAMPLE];
  const address = `${EXAMPLE_SERVER}/varco-firefox.xpi`;
  return {
    "manifests/managed-schema.json": json(managedSchema()),
    "manifests/policies/firefox/policies.json": json(firefoxPolicies({ id: FIREFOX_ID, address, settings })),
    "manifests/policies/chromium/varco.json": json(
      chromiumPolicies({ id, address: `${EXAMPLE_SERVER}/updates.xml`, settings }),
    ),
    "manifests/policies/chromium/updates.xml": updateManifest(
      id,
      VARCO_VERSION,
      `${EXAMPLE_SERVER}/varco-chromium.crx`,
    ),
    "manifests/policies/windows/varco.admx": policyDefinitions(),
    ...Object.fromEntries(
      LANGUAGES.map((one) => [`manifests/policies/windows/${WINDOWS_LANGUAGES[one]}/varco.adml`, policyResources(one)]),
    ),
    "manifests/policies/macos/varco.mobileconfig": configurationProfile(),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [path, text] of Object.entries(policyFiles())) {
    mkdirSync(dirname(ROOT + path), { recursive: true });
    writeFileSync(ROOT + path, text);
  }
