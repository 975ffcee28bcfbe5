import browser from "webextension-polyfill";
import type { SessionStore } from "../background/contracts";

const { session } = browser.storage;

export const sessionStore: SessionStore = {
  all: () => session.get(null),
  set: (key, value) => session.set({ [key]: value }),
  remove: (key) => session.remove(key),
};
