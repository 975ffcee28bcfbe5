import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { loadBinding } from "../../readers/load-binding";
import type { Check } from "../check";
import { installCommand } from "../facts/distribution";

/** Where distributions put the service. */
const PLACES = ["usr/sbin/pcscd", "usr/bin/pcscd", "usr/local/sbin/pcscd"];

/** Whether the smart-card service is there, and its library. Windows and macOS bring theirs along. */
export const serviceInstalled: Check<"service.installed"> = {
  id: "service.installed",
  weight: "login",
  async examine(patient) {
    const { service, problem } = await patient.cards();
    if (service || problem === "reader.not-allowed") return { outcome: "found" };
    const command = installCommand("service", patient.systemRoot);
    if (process.platform === "linux" && !isThere(patient.systemRoot)) return { outcome: "missing", command };
    const reason = await loadBinding().then(
      () => null,
      (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
    );
    return reason === null ? { outcome: "found" } : { outcome: "library", details: { reason }, command };
  },
};

function isThere(root: string): boolean {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...PLACES, ...folders.map((folder) => join(folder, "pcscd"))].some((path) => existsSync(join(root, path)));
}
