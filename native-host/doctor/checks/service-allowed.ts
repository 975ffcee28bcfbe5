import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";

/** A rule of polkit that admits the person who pastes this, also from a remote connection. Source: polkit(8). */
const POLKIT_RULE =
  "echo \"polkit.addRule(function (action, subject) { if (action.id.indexOf('org.debian.pcsc-lite.') == 0 && " +
  "subject.user == '$USER') return polkit.Result.YES; });\" | sudo tee /etc/polkit-1/rules.d/49-varco-cards.rules";

const ADMIT: Readonly<Partial<Record<NodeJS.Platform, string>>> = { linux: POLKIT_RULE };

/** Whether the smart-card service admits this person: pcscd asks polkit. */
export const serviceAllowed: Check<"service.allowed"> = {
  id: "service.allowed",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "service.allowed");
    if ("waitsFor" in way) return way;
    if (way.trouble === null) return { outcome: "allowed" };
    return { outcome: "refused", command: ADMIT[process.platform] ?? null };
  },
};
