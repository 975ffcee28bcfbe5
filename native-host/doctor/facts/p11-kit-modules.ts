import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readText } from "../../install/files";
import { MODULE_FILE } from "../../install/module-file";
import type { ModulePlaces } from "../../install/module-state";
import { moduleFilesRead } from "../../install/p11-kit-config";
import { p11KitField } from "../../install/p11-kit-file";
import { SYSTEM_MODULES } from "../../install/places";
import { word } from "./own-command";

/** A module that p11-kit loads into programs, beside ours. */
export interface OtherModule {
  /** The name of its library. */
  readonly library: string;
  /** The file that names it. */
  readonly file: string;
}

/** Modules of p11-kit's own and of desktops, which know no cards. */
const NO_CARDS = [/^p11-kit-(?:trust|client|proxy)/, /^gnome-keyring-pkcs11/, /^libtpm2_pkcs11/, /^libsofthsm2/];

/** No program has this name: a module that is enabled in it alone is loaded nowhere. */
const NOBODY = "varco-nobody";

/** Those that may know cards. Source: pkcs11.conf(5). */
export function otherModules({ user, root }: ModulePlaces): readonly OtherModule[] {
  const { systems, persons } = moduleFilesRead(user, root);
  const folders = [
    ...(persons && user.moduleFile !== null ? [dirname(user.moduleFile)] : []),
    ...(systems ? SYSTEM_MODULES.map((folder) => join(root, folder)) : []),
  ];
  const files = [...new Set(folders)].flatMap(filesIn);
  const off = new Set(files.filter((file) => field(file, "enable-in") === NOBODY).map((file) => basename(file)));
  return files.flatMap((file) => {
    const path = field(file, "module");
    const library = path === null ? null : basename(path);
    const knowsCards = library !== null && !NO_CARDS.some((pattern) => pattern.test(library));
    return knowsCards && !off.has(basename(file)) ? [{ library, file }] : [];
  });
}

/** The command by which a person keeps a module of the system's from being loaded; null: root reads no such file. */
export function turnOff(file: string, { moduleFile, sharesModuleFile }: ModulePlaces["user"]): string | null {
  if (moduleFile === null || sharesModuleFile) return null;
  const folder = dirname(moduleFile);
  return `mkdir -p ${word(folder)} && echo 'enable-in: ${NOBODY}' >> ${word(join(folder, basename(file)))}`;
}

function field(file: string, name: string): string | null {
  return p11KitField(readText(file, "utf8") ?? "", name);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".module") && name !== MODULE_FILE)
    .map((name) => join(folder, name));
}
