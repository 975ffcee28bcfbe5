import type { Check } from "../check";

/** Before this version: no clock that is right shows an earlier day. docs/releasing.md has it moved. */
const RELEASED = "2026-11-01";
/** Milliseconds by which a clock may differ from a server's. Certificates and assertions are not stricter than that. */
const ALLOWED = 5 * 60_000;

const SET_CLOCK: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: "sudo timedatectl set-ntp true",
  darwin: "sudo sntp -sS time.apple.com",
  win32: "w32tm /resync",
};

/** Whether the computer's clock is right: by the day of this version, and by the clock of the portal. */
export const clockRight: Check<"clock.right"> = {
  id: "clock.right",
  weight: "login",
  async examine(patient) {
    const { now } = patient;
    const command = SET_CLOCK[process.platform] ?? null;
    if (now.getTime() < Date.parse(RELEASED)) return { outcome: "behind", details: { now: minuteOf(now) }, command };
    const answer = (await patient.portalSeen())?.answer;
    const server = answer?.kind === "answered" ? answer.date : null;
    if (server !== null && Math.abs(server.getTime() - patient.now.getTime()) > ALLOWED)
      return { outcome: "differs", details: { now: minuteOf(now), server: minuteOf(server) }, command };
    return { outcome: "right", details: { now: minuteOf(now) } };
  },
};

/** Day and minute, UTC. */
function minuteOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
