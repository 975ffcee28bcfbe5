import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";
import { serviceInstalled } from "./service-installed";

const START: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: "sudo systemctl enable --now pcscd.socket",
  win32: "net start SCardSvr",
};

/** Whether the smart-card service answers. */
export const serviceRunning: Check<"service.running"> = {
  id: "service.running",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "service.running");
    if ("waitsFor" in way) return way;
    if (way.trouble === null) return { outcome: "answers" };
    const installed = await serviceInstalled.examine(patient);
    if ("waitsFor" in installed || installed.outcome !== "found") return { waitsFor: "service.installed" };
    return { outcome: "stopped", command: START[process.platform] ?? null };
  },
};
