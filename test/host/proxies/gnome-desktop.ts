import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { Variables } from "../../../devkit/servers/private-server";

/**
 * Variables of a GNOME desktop that takes its proxy from a script at this address; empty: from the network's script. Its
 * `gsettings` lies in the folder.
 */
export async function gnomeDesktop(folder: string, script: string): Promise<Variables> {
  const programs = join(folder, "programs");
  const gsettings = join(programs, "gsettings");
  const lines = ["mode 'auto'", `autoconfig-url '${script}'`].map((line) => `org.gnome.system.proxy ${line}\n`);
  await mkdir(programs, { recursive: true });
  await writeFile(gsettings, `#!/bin/sh\n/bin/cat <<'END'\n${lines.join("")}END\n`);
  await chmod(gsettings, 0o755);
  return { XDG_CURRENT_DESKTOP: "GNOME", PATH: `${programs}${delimiter}${process.env["PATH"]}` };
}
