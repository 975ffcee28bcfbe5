import assert from "node:assert/strict";
import { Ways, type Arrival } from "../../../../extension/background/navigation/ways";

const LOGIN = "https://portale.example/cns?x=1";
const ERROR = "https://portale.example/errore";
const SERVICE = "https://servizi.example/";

function setting(stored = new Map<string, unknown>()) {
  const ways = new Ways({
    all: async () => Object.fromEntries(stored),
    set: async (key, value) => void stored.set(key, value),
    remove: async (key) => void stored.delete(key),
  });
  const arrive = (url: string, more: Partial<Arrival> = {}) =>
    ways.arrived({
      tabId: 1,
      url,
      byForm: false,
      byPage: false,
      redirected: url === ERROR,
      ...more,
    });
  return { ways, arrive, stored };
}

describe("the way to the page that a tab shows", () => {
  it("is the page itself where nothing led on", async () => {
    const { ways, arrive, stored } = setting();
    ways.begins(1, LOGIN);
    await arrive(LOGIN);
    assert.deepEqual(ways.candidates(1, LOGIN), [LOGIN]);
    assert.equal(ways.ledOn(1, LOGIN, LOGIN), false);
    assert.equal(stored.size, 0, "nothing is worth keeping");
  });

  it("begins at the address that was asked for, before the redirects of the server", async () => {
    const { ways, arrive } = setting();
    ways.begins(1, LOGIN);
    await arrive(ERROR);
    assert.deepEqual(ways.candidates(1, ERROR), [LOGIN, ERROR]);
    assert.deepEqual(ways.candidates(1, `${ERROR}#avviso`), [LOGIN, `${ERROR}#avviso`]);
    assert.equal(ways.ledOn(1, LOGIN, ERROR), true);
    assert.equal(ways.ledOn(1, ERROR, ERROR), false);
    assert.deepEqual(ways.candidates(2, ERROR), [ERROR], "another tab");
  });

  it("holds the redirects between, where Varco may see them", async () => {
    const { ways, arrive } = setting();
    ways.begins(1, SERVICE);
    ways.asks(1, SERVICE, "GET");
    ways.asks(1, LOGIN, "GET");
    await arrive(ERROR);
    assert.deepEqual(ways.candidates(1, ERROR), [SERVICE, LOGIN, ERROR]);
  });

  it("goes over pages that lead on by themselves", async () => {
    const { ways, arrive } = setting();
    ways.begins(1, LOGIN);
    await arrive(LOGIN);
    ways.begins(1, ERROR);
    await arrive(ERROR, { byPage: true });
    assert.deepEqual(ways.candidates(1, ERROR), [LOGIN, ERROR]);
    ways.begins(1, SERVICE);
    await arrive(SERVICE);
    assert.deepEqual(ways.candidates(1, SERVICE), [SERVICE], "a link of the person begins a way of its own");
  });

  it("leaves out what a form sent, which an address alone cannot repeat", async () => {
    const unseen = setting();
    unseen.ways.begins(1, LOGIN);
    await unseen.arrive(ERROR, { byForm: true });
    assert.deepEqual(unseen.ways.candidates(1, ERROR), [ERROR]);
    for (const [method, expected] of [
      ["POST", [ERROR]],
      ["GET", [LOGIN, ERROR]],
    ] as const) {
      const { ways, arrive } = setting();
      ways.begins(1, LOGIN);
      ways.asks(1, LOGIN, method);
      await arrive(ERROR, { byForm: true });
      assert.deepEqual(ways.candidates(1, ERROR), expected, method);
    }
  });

  it("is the same in whatever order the browser tells its beginning, and however often", async () => {
    const { ways, arrive } = setting();
    ways.begins(1, SERVICE);
    ways.asks(1, LOGIN, "POST");
    ways.begins(1, LOGIN);
    ways.begins(1, LOGIN);
    await arrive(ERROR);
    assert.deepEqual(ways.candidates(1, ERROR), [ERROR], "neither the form nor the navigation that was given up");
  });

  it("is not lost where the browser tells of the page before only after the navigation has begun", async () => {
    for (const late of ["begins", "arrives", "fails"]) {
      const { ways, arrive } = setting();
      ways.begins(1, LOGIN);
      ways.asks(1, LOGIN, "GET");
      ways.asks(1, ERROR, "GET");
      if (late === "begins") ways.begins(1, "about:blank");
      else if (late === "arrives") await arrive("about:blank");
      else ways.fails(1, "about:blank");
      await arrive(ERROR, { redirected: true });
      assert.deepEqual(ways.candidates(1, ERROR), [LOGIN, ERROR], late);
    }
  });

  it("begins with the address to which the tab is just going, until that fails", async () => {
    const { ways, arrive } = setting();
    await arrive(SERVICE);
    ways.begins(1, LOGIN);
    assert.deepEqual(ways.candidates(1, SERVICE), [LOGIN, SERVICE]);
    ways.fails(1, LOGIN);
    assert.deepEqual(ways.candidates(1, SERVICE), [SERVICE]);
    assert.deepEqual(ways.candidates(1, undefined), []);
  });

  it("ends with the frames that failed on the page", async () => {
    const { ways, arrive } = setting();
    await arrive(SERVICE);
    await ways.frameFailed(1, LOGIN);
    await ways.frameFailed(1, LOGIN);
    assert.deepEqual(ways.candidates(1, SERVICE), [SERVICE, LOGIN]);
    assert.equal(ways.ledOn(1, LOGIN, SERVICE), false);
    await arrive(ERROR);
    assert.deepEqual(ways.candidates(1, ERROR), [ERROR]);
  });

  it("is not taken for that of a page which changes its address by itself", async () => {
    const { ways, arrive } = setting();
    ways.begins(1, LOGIN);
    await arrive(ERROR);
    assert.deepEqual(ways.candidates(1, SERVICE), [SERVICE]);
  });

  it("keeps few addresses, the first and the last of them", async () => {
    const { ways, arrive } = setting();
    ways.begins(1, LOGIN);
    for (let count = 0; count < 9; count += 1) ways.asks(1, `${SERVICE}${count}`, "GET");
    await arrive(ERROR);
    const kept = ways.candidates(1, ERROR);
    assert.deepEqual([kept.length, kept[0], kept.at(-1)], [4, LOGIN, ERROR]);
  });

  it("outlives the background, and is forgotten with its tab or its page", async () => {
    const { ways, arrive, stored } = setting();
    stored.set("login:x", { tabId: 1 });
    stored.set("way:7", "garbage");
    ways.begins(1, LOGIN);
    await arrive(ERROR);
    const later = setting(stored);
    await later.ways.restore();
    assert.deepEqual(later.ways.candidates(1, ERROR), [LOGIN, ERROR]);
    assert.deepEqual(later.ways.candidates(7, ERROR), [ERROR]);
    await later.arrive(SERVICE);
    assert.equal(stored.has("way:1"), false);
    await arrive(ERROR);
    ways.begins(1, LOGIN);
    await arrive(ERROR);
    assert.equal(stored.has("way:1"), true);
    await ways.over(1);
    assert.equal(stored.has("way:1"), false);
    assert.deepEqual(ways.candidates(1, ERROR), [ERROR]);
  });
});
