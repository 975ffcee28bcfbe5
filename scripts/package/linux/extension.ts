import { FIREFOX_ID } from "../../../shared/identity";
import { builtFiles } from "../../extension/built-files";
import { zip } from "../../extension/zip";
import type { PackageFile } from "./package-file";

/** The folder in which Firefox looks for extensions of the system; its name is Firefox's own identifier. */
const FIREFOX = "/usr/share/mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}";
/** Debian's start script names each folder in there to Chromium (/etc/chromium.d/extensions). */
const CHROMIUM = "/usr/share/chromium/extensions/varco";

/** The built extension, in the places where Debian's own browsers load it, with no policy and no store. */
export function extensionFiles(): PackageFile[] {
  return [
    { path: `${FIREFOX}/${FIREFOX_ID}.xpi`, content: Buffer.from(zip(builtFiles("firefox"))) },
    ...[...builtFiles("chromium")].map(([name, bytes]) => ({
      path: `${CHROMIUM}/${name}`,
      content: Buffer.from(bytes),
    })),
  ];
}
