import { execFileSync } from "node:child_process";
import { packedFiles } from "./packed-file";

/** How bsdtar (libarchive) writes an archive of each form, the same bytes for the same files. */
const FORMS = {
  /** cpio of POSIX.1-1988, compressed: a payload. */
  payload: ["--format=odc", "--gzip", "--options=gzip:!timestamp"],
  zip: ["--format=zip"],
} as const;

/** Packs what is in a folder. Everything in there belongs to root. Times in a zip file are those of Greenwich. */
export function archive(form: keyof typeof FORMS, folder: string, file: string): void {
  const names = packedFiles(folder).map(({ path }) => path);
  const list = form === "zip" ? names.filter((name) => name !== ".").map((name) => name.slice(2)) : names;
  execFileSync(
    "bsdtar",
    ["-c", "-f", file, "-C", folder, "--uid=0", "--gid=0", "--uname=", "--gname=", ...FORMS[form], "-n", "-T", "-"],
    { input: list.join("\n"), env: { ...process.env, TZ: "UTC" } },
  );
}
