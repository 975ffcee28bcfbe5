import { PERMIT_SNAP } from "../../install/found";
import type { Check } from "../check";

/** Whether a browser lives in a box, which asks before it starts a program outside. */
export const browserPackaging: Check<"browser.packaging"> = {
  id: "browser.packaging",
  weight: "advice",
  systems: ["linux"],
  async examine(patient) {
    const browsers = await patient.browsers();
    const boxed = browsers.filter(({ packaging }) => packaging !== "plain");
    if (boxed.length === 0) return browsers.length === 0 ? { waitsFor: "browser.found" } : { outcome: "plain" };
    return {
      outcome: "boxed",
      details: { browsers: boxed.map(({ browser: { title }, packaging }) => `${title} (${packaging})`).join(", ") },
      // Undoes a "no" that the person may have said. Only Firefox as a snap asks at all.
      command: boxed.some(({ browser, packaging }) => browser.name === "firefox" && packaging === "snap")
        ? PERMIT_SNAP
        : null,
    };
  },
};
