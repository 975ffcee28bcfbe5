import type { Check } from "../check";

/** Which browsers are there, and their versions. */
export const browserFound: Check<"browser.found"> = {
  id: "browser.found",
  weight: "advice",
  systems: ["linux", "darwin", "win32"],
  async examine(patient) {
    const browsers = await patient.browsers();
    if (browsers.length === 0) return { outcome: "none" };
    const told = browsers.map(({ browser: { title }, version }) => (version === null ? title : `${title} ${version}`));
    return { outcome: "found", details: { browsers: told.join(", ") } };
  },
};
