import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { loadBinding } from "../../readers/load-binding";
import type { Check } from "../check";
import { installCommand } from "../facts/distribution";

/** Where distributions put the service. Windows and macOS bring theirs along. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ["usr/sbin/pcscd", "usr/bin/pcscd", "usr/local/sbin/pcscd"],
};

/** Whether the smart-card service is there, and its library. */
export const serviceInstalled: Check<"service.installed"> = {
  id: "service.installed",
  weight: "login",
  async examine(patient) {
    const { service, problem } = await patient.cards();
    if (service || problem === "reader.not-allowed") return { outcome: "found" };
    const command = installCommand("service", patient.systemRoot);
    if (!isThere(patient.systemRoot)) return { outcome: "missing", command };
    const reason = await loadBinding().then(
      () => null,
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
    );
    return reason === null ? { outcome: "found" } : { outcome: "library", details: { reason }, command };
  },
};

function isThere(root: string): boolean {
  const places = PLACES[process.platform];
  if (places === undefined) return true;
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...places, ...folders.map((folder) => join(folder, "pcscd"))].some((path) => existsSync(join(root, path)));
}
