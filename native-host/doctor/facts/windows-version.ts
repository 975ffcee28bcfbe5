import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Engine } from "../../install/browser";

/** Four numbers, as Chromium numbers its releases. */
const RELEASE = /^\d+(?:\.\d+){3}$/;
const byNumber = new Intl.Collator("en", { numeric: true });

/**
 * Versions of browsers on Windows, from the files beside their program: asked for its version, Chrome opens a window
 * there. null: they do not tell.
 *
 * - Chromium and its relatives keep each release in a folder of its name. Right after an update there are two, of which
 *   the newer one starts next. Source: Chromium, chrome/installer.
 * - Firefox and its relatives have it in `application.ini`. Source: Firefox, toolkit/xre.
 */
export const WINDOWS_VERSION: Readonly<Record<Engine, (program: string) => string | null>> = {
  chromium: (program) =>
    (unlessUnreadable(() => readdirSync(dirname(program))) ?? [])
      .filter((name) => RELEASE.test(name))
      .sort((one, other) => byNumber.compare(other, one))[0] ?? null,
  firefox: (program) => {
    const settings = unlessUnreadable(() => readFileSync(join(dirname(program), "application.ini"), "utf8"));
    return /^Version=(\d[\w.]*)\r?$/m.exec(settings ?? "")?.[1] ?? null;
  },
};

function unlessUnreadable<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
