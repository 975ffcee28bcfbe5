import { realpathSync, statSync, type Stats } from "node:fs";
import { basename, dirname, isAbsolute } from "node:path";
import { VarcoError } from "../../shared/errors";

/** p11-kit's own modules load all others again, ours among them. */
const P11_KIT = /^(?:lib)?p11-kit/i;

const ROOT = 0;
const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

/** Looks at a file or folder, whatever links lead there. Tests give another one. */
export type Look = (path: string) => Pick<Stats, "uid" | "mode"> & { isFile(): boolean };

/**
 * The real path of a module that may be loaded: a file that belongs to root or to this user, that nobody else can write
 * to, in folders of which the same is true up to the root; and none of p11-kit's. `user`: effective user id; undefined:
 * the system has none (Windows), and only the name counts. Throws `token.module`.
 */
export function trustedFile(
  file: string,
  user: number | undefined = process.geteuid?.(),
  look: Look = statSync,
): string {
  const refuse = (reason: string) => new VarcoError("token.module", { file: file.slice(0, 1000), reason });
  if (!isAbsolute(file)) throw refuse("its path is not absolute");
  let real: string;
  try {
    real = realpathSync(file);
  } catch {
    throw refuse("there is no such file");
  }
  if ([file, real].some((path) => P11_KIT.test(basename(path))))
    throw refuse("it belongs to p11-kit and leads back to Varco");
  if (!look(real).isFile()) throw refuse("it is not a file");
  if (user === undefined) return real;
  for (let path = real; ; path = dirname(path)) {
    const { uid, mode } = look(path);
    if (uid !== ROOT && uid !== user) throw refuse(`${path} belongs to another user`);
    // In a sticky folder (/tmp) others can add files, not change this one.
    const sticky = path !== real && (mode & STICKY) !== 0;
    if ((mode & WRITABLE_BY_OTHERS) !== 0 && !sticky) throw refuse(`other users can change ${path}`);
    if (path === dirname(path)) return real;
  }
}
