import type { Check } from "../check";

/** Whether a browser lives in a box, which asks before it starts a program outside. */
export const browserPackaging: Check<"browser.packaging"> = {
  id: "browser.packaging",
  weight: "advice",
  systems: ["linux"],
  async examine(patient) {
    const browsers = await patient.browsers();
    const boxed = browsers.filter(({ packaging }) => packaging !== "plain");
    const [first] = boxed;
    if (first === undefined) return browsers.length === 0 ? { waitsFor: "browser.found" } : { outcome: "plain" };
    return {
      outcome: "boxed",
      details: { browsers: boxed.map(({ title, packaging }) => `${title} (${packaging})`).join(", ") },
      // Forgets a "no" that the person may have said: the box then asks again.
      command: `flatpak permission-reset ${first.application ?? first.name}`,
    };
  },
};
