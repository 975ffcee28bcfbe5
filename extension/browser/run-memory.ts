import browser from 'webextension-polyfill';
import type { RunMemory } from '../background/card-module';

const LATE = 'moduleIsLate';

/** In the browser's session storage: forgotten when it ends. */
export const runMemory: RunMemory = {
  isLate: async () => (await browser.storage.session.get(LATE))[LATE] === true,
  setLate: () => browser.storage.session.set({ [LATE]: true }),
};
