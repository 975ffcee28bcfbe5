import { VARCO_VERSION } from "../../../shared/identity";
import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { versionOfHost } from "../facts/registered-program";
import { usedRegistrations } from "../facts/registrations";

/** Whether the extension, this host and the host that browsers start are of one version. */
export const hostVersion: Check<"host.version"> = {
  id: "host.version",
  weight: "login",
  systems: ["linux", "darwin", "win32"],
  async examine(patient) {
    const { extension, start } = patient;
    if (extension !== null && extension.version !== VARCO_VERSION)
      return { outcome: "extension", details: { extension: extension.version, program: VARCO_VERSION } };
    const used = usedRegistrations(await patient.registrations());
    const programs = [
      ...new Set(used.flatMap(({ program, problem }) => (problem === null && program ? [program] : []))),
    ];
    if (programs.length === 0) return { waitsFor: used.length === 0 ? "host.registered" : "host.program" };
    const versions = await Promise.all(programs.map(versionOfHost));
    const other = versions.find((version) => version !== VARCO_VERSION);
    if (other === undefined) return { outcome: "same", details: { version: VARCO_VERSION } };
    const command = ownCommand(start, "install");
    if (other === null) return { outcome: "silent", command };
    return { outcome: "differs", details: { registered: other, program: VARCO_VERSION }, command };
  },
};
