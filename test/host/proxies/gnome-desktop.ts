import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Variables } from "../../../devkit/servers/private-server";

/**
 * Variables of a GNOME desktop that takes its proxy from this script; null: from the network's script. The script and
 * the desktop's `gsettings` lie in the folder.
 */
export async function gnomeDesktop(folder: string, script: string | null): Promise<Variables> {
  const programs = join(folder, "programs");
  const [file, gsettings] = [join(folder, "proxy.pac"), join(programs, "gsettings")];
  if (script !== null) await writeFile(file, script);
  const address = script === null ? "" : pathToFileURL(file).href;
  const lines = ["mode 'auto'", `autoconfig-url '${address}'`].map((line) => `org.gnome.system.proxy ${line}\n`);
  await mkdir(programs, { recursive: true });
  await writeFile(gsettings, `#!/bin/sh\n/bin/cat <<'END'\n${lines.join("")}END\n`);
  await chmod(gsettings, 0o755);
  return { XDG_CURRENT_DESKTOP: "GNOME", PATH: `${programs}${delimiter}${process.env["PATH"]}` };
}
