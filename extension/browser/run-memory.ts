import browser from "webextension-polyfill";
import type { RunMemory } from "../background/contracts";

const TURNED = "moduleTurned";

/** In the browser's session storage: forgotten when it ends. */
export const runMemory: RunMemory = {
  turned: async () => {
    const { [TURNED]: turned } = await browser.storage.session.get(TURNED);
    return turned === "on" || turned === "off" ? turned : null;
  },
  setTurned: (turned) => browser.storage.session.set({ [TURNED]: turned }),
};
