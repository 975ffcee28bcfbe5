import { dirname, join } from "node:path";
import { readText } from "./files";
import { p11KitField } from "./p11-kit-file";
import type { Places } from "./places";

/** p11-kit's settings for everybody. */
const SYSTEM_CONFIG = "/etc/pkcs11/pkcs11.conf";

/** Which module files p11-kit reads, and the file that says so. */
export interface ModuleFilesRead {
  readonly systems: boolean;
  readonly persons: boolean;
  /** The settings that leave one of them out; null: none do. */
  readonly by: string | null;
}

/**
 * What p11-kit reads for this person by the setting `user-config`: `merge` (both, where nothing is set), `none` or
 * `only`. The person's own settings count unless the system's say `none`. Source: pkcs11.conf(5). `root`: folder of the
 * system's files. Throws `install.read`.
 */
export function moduleFilesRead({ moduleFile, sharesModuleFile, forEverybody }: Places, root: string): ModuleFilesRead {
  const system = join(root, SYSTEM_CONFIG);
  const systems = userConfig(system);
  if (systems === "none") return { systems: true, persons: false, by: system };
  const own =
    moduleFile === null || sharesModuleFile || forEverybody ? null : join(dirname(dirname(moduleFile)), "pkcs11.conf");
  const persons = own === null ? null : userConfig(own);
  const mode = persons ?? systems ?? "merge";
  const by = mode === "merge" ? null : persons === null ? system : own;
  return { systems: mode !== "only", persons: mode !== "none", by };
}

/** `user-config` of a file of settings; null: not set. `override` is an old word for `only`. */
function userConfig(path: string): "none" | "merge" | "only" | null {
  const value = p11KitField(readText(path, "utf8") ?? "", "user-config");
  if (value === "override") return "only";
  return value === "none" || value === "merge" || value === "only" ? value : null;
}
