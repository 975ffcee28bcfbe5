import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LANGUAGES, type Language } from "../../devkit/browser/browsers";

/** What differs from the built extension, beside its background. */
export interface CopyOptions {
  /** The only language that the copy has in common with the browser: that in which the pages begin. */
  readonly language: Language;
  /** Sites that it has access to from the start. */
  readonly sites?: readonly string[];
}

/** A copy of the built extension in a folder of its own, with `background-double.js` as its background. */
export function copyExtension(
  built: string,
  { language, sites = [] }: CopyOptions,
): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "varco-pages-"));
  cpSync(built, path, { recursive: true });
  copyFileSync(new URL("background-double.js", import.meta.url), join(path, "background.js"));
  for (const other of LANGUAGES) if (other !== language) rmSync(join(path, "_locales", other), { recursive: true });
  const manifest: unknown = JSON.parse(readFileSync(join(path, "manifest.json"), "utf8"));
  writeFileSync(
    join(path, "manifest.json"),
    JSON.stringify({ ...Object(manifest), default_locale: language, host_permissions: sites }),
  );
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
