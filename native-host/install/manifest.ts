import { CHROMIUM_ID, FIREFOX_ID, HOST_NAME, MODULE_NAME } from "../../shared/identity";
import chromiumTemplate from "../../manifests/host.chromium.json";
import firefoxTemplate from "../../manifests/host.firefox.json";
import moduleTemplate from "../../manifests/module.firefox.json";
import type { Engine } from "./places";

/**
 * The native-messaging manifest, as text, by which a browser of that engine finds the host.
 * `program` is the absolute path of an executable.
 */
export function hostManifest(engine: Engine, program: string): string {
  const own = { name: HOST_NAME, path: program };
  return json(
    engine === "firefox"
      ? { ...firefoxTemplate, ...own, allowed_extensions: [FIREFOX_ID] }
      : { ...chromiumTemplate, ...own, allowed_origins: [`chrome-extension://${CHROMIUM_ID}/`] },
  );
}

/** Firefox's manifest, as text, of the PKCS#11 module that our add-on may have it load. `library`: absolute path. Its description is the module's name in Firefox. */
export function moduleManifest(library: string): string {
  return json({ ...moduleTemplate, name: MODULE_NAME, path: library, allowed_extensions: [FIREFOX_ID] });
}

function json(manifest: object): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
