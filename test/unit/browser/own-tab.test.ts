import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { showTab } from "../../../extension/browser/own-tab";

const CARDS = "moz-extension://varco/pages/card.html";

/**
 * What is done where the button is pressed in tab 1. `windows`: those of the tabs; `shown`: tabs that show the page;
 * `closing`: tabs that the person closes as soon as one of them is to be shown.
 */
async function doneFor(windows: Readonly<Record<number, number>>, shown: readonly number[], closing: number[] = []) {
  const done: unknown[] = [];
  useFakeBrowser({
    tabs: {
      get: async (id: number) => {
        const windowId = windows[id];
        if (windowId === undefined) throw new Error("no such tab");
        return { id, windowId, index: 4 };
      },
      update: async (id: number) => {
        if (closing.includes(id)) throw new Error("no such tab");
        done.push(`show ${id}`);
        return { id };
      },
      create: async (where: object) => done.push(where),
    },
  });
  await showTab(CARDS, shown, 1);
  return done;
}

describe("a page of the extension that the button shows", () => {
  const opened = [{ url: CARDS, windowId: 7, index: 5 }];

  it("is that of a tab of the same window, else a new one beside the person's", async () => {
    assert.deepEqual(await doneFor({ 1: 7, 2: 7, 3: 7 }, [3, 2]), ["show 3"]);
    assert.deepEqual(await doneFor({ 1: 7, 2: 7, 3: 8 }, [3, 2]), ["show 2"]);
    assert.deepEqual(await doneFor({ 1: 7, 3: 8 }, [3]), opened);
    assert.deepEqual(await doneFor({ 1: 7 }, []), opened);
  });

  it("is a new one where the person has closed that tab, also in that moment", async () => {
    assert.deepEqual(await doneFor({ 1: 7 }, [2]), opened);
    assert.deepEqual(await doneFor({ 1: 7, 2: 7 }, [2], [2]), opened);
    assert.deepEqual(await doneFor({ 1: 7, 2: 7, 3: 7 }, [2, 3], [2]), ["show 3"]);
  });

  it("comes in any window where the tab is gone in which the button was pressed", async () => {
    assert.deepEqual(await doneFor({ 2: 7 }, [2]), [{ url: CARDS }]);
  });
});
