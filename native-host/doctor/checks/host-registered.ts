import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { usedRegistrations } from "../facts/registrations";
import type { Patient } from "../patient";

/** Whether the browsers that are there find a host. */
export const hostRegistered: Check<"host.registered"> = {
  id: "host.registered",
  weight: "login",
  systems: ["linux", "darwin", "win32"],
  async examine(patient) {
    const used = usedRegistrations(await patient.registrations());
    const command = ownCommand(patient.start, "install");
    if (used.length === 0) return { outcome: "none", command };
    const missing = await unregistered(patient);
    const browsers = [...new Set(used.map(({ title }) => title))].join(", ");
    if (missing.length === 0) return { outcome: "found", details: { browsers } };
    return { outcome: "some", details: { browsers, missing: missing.map(({ title }) => title).join(", ") }, command };
  },
  async mend(patient) {
    const missing = await unregistered(patient);
    const used = usedRegistrations(await patient.registrations());
    return patient.registrar.register(used.length === 0 ? null : missing.map(({ name }) => name));
  },
};

/** Browsers that are there and find no host. */
async function unregistered(patient: Patient): Promise<readonly { readonly name: string; readonly title: string }[]> {
  const used = usedRegistrations(await patient.registrations());
  // One may be there twice, as a package and as a snap.
  const here = new Set((await patient.browsers()).map(({ browser }) => browser));
  return [...here].filter(({ name }) => !used.some(({ browser }) => browser === name));
}
