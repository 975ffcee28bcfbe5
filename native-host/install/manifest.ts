import { CHROMIUM_ID, FIREFOX_ID, HOST_NAME, MODULE_NAME } from "../../shared/identity";
import chromiumTemplate from "../../manifests/host.chromium.json";
import firefoxTemplate from "../../manifests/host.firefox.json";
import moduleTemplate from "../../manifests/module.firefox.json";
import type { Engine } from "./browsers";

/** The form of each engine's native-messaging manifest; only our extension may use the host. */
const HOST_MANIFESTS: Readonly<Record<Engine, object>> = {
  chromium: { ...chromiumTemplate, allowed_origins: [`chrome-extension://${CHROMIUM_ID}/`] },
  firefox: { ...firefoxTemplate, allowed_extensions: [FIREFOX_ID] },
};

/**
 * The native-messaging manifest, as text, by which a browser of that engine finds the host.
 * `program` is the absolute path of an executable.
 */
export function hostManifest(engine: Engine, program: string): string {
  return json({ ...HOST_MANIFESTS[engine], name: HOST_NAME, path: program });
}

/**
 * The PKCS#11 manifest, as text, of a browser that loads the module for our extension. `library`: absolute path.
 * Firefox shows the description as the module's name.
 */
export function moduleManifest(library: string): string {
  return json({ ...moduleTemplate, name: MODULE_NAME, path: library, allowed_extensions: [FIREFOX_ID] });
}

function json(manifest: object): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
