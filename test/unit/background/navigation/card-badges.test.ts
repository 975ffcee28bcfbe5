import assert from "node:assert/strict";
import { CardBadges } from "../../../../extension/background/navigation/card-badges";
import { takesCertificate } from "../../../../extension/background/navigation/probe";
import { HostClient } from "../../../../extension/host/client";
import { FakeHost, until } from "../fake-host";

const LOGIN = "https://cns.prova.gov.it/entra";
const OTHER = "https://www.prova.gov.it/notizie";
const MINUTE = 60_000;

/** A browser with its tabs, as far as badges go. `asks` answers looks; without it they wait. */
function setting({
  asks = async (): Promise<boolean | null> => true,
  mayShow = true,
  stored = new Map<string, unknown>(),
} = {}) {
  const clock = { now: 0 };
  const looked: string[] = [];
  const badged = new Set<number>();
  const badges = new CardBadges({
    store: {
      all: async () => Object.fromEntries(stored),
      set: async (key, value) => void stored.set(key, value),
      remove: async (key) => void stored.delete(key),
    },
    now: () => clock.now,
    look: (origin) => {
      looked.push(origin);
      return asks();
    },
    mayShow: async () => mayShow,
    show: async (tabId) => void badged.add(tabId),
    hide: async (tabId) => void badged.delete(tabId),
  });
  return { badges, clock, looked, badged, stored };
}

describe("the badge for an address that takes the card", () => {
  it("comes where the address looks like a login and its server asks for a certificate", async () => {
    const { badges, badged, looked } = setting();
    await badges.arrived(1, LOGIN);
    assert.deepEqual([[...badged], looked], [[1], ["https://cns.prova.gov.it"]], "the server's origin, and no path");
  });

  it("does not come where the server does not ask, or nobody can tell", async () => {
    for (const answer of [false, null]) {
      const { badges, badged } = setting({ asks: async () => answer });
      await badges.arrived(1, LOGIN);
      assert.equal(badged.size, 0);
    }
  });

  it("asks no server whose address does not look like one, and none in private windows or where it is off", async () => {
    const { badges, looked } = setting();
    await badges.arrived(1, OTHER);
    await badges.arrived(1, "https://cns.example/");
    const without = setting({ mayShow: false });
    await without.badges.arrived(1, LOGIN);
    assert.deepEqual([looked, without.looked, without.badged.size], [[], [], 0]);
  });

  it("goes with the page, and comes again with it", async () => {
    const { badges, badged, looked } = setting();
    await badges.arrived(1, LOGIN);
    await badges.arrived(1, OTHER);
    assert.equal(badged.size, 0);
    await badges.arrived(1, LOGIN);
    await badges.arrived(2, LOGIN);
    assert.deepEqual([[...badged], looked.length], [[1, 2], 1]);
  });

  it("does not come to a tab that has gone elsewhere, or is closed, before the server answers", async () => {
    for (const leave of [
      (badges: CardBadges) => badges.arrived(1, OTHER),
      async (badges: CardBadges) => {
        badges.over(1);
      },
    ]) {
      const answers: ((asks: boolean) => void)[] = [];
      const { badges, badged } = setting({ asks: () => new Promise((resolve) => answers.push(resolve)) });
      const arriving = badges.arrived(1, LOGIN);
      await until(() => answers.length === 1);
      await leave(badges);
      answers[0]!(true);
      await arriving;
      assert.equal(badged.size, 0);
    }
  });
});

describe("looks at servers", () => {
  it("happen once in ten minutes for each, by host and port, whatever came out", async () => {
    for (const answer of [true, false, null]) {
      const { badges, clock, looked } = setting({ asks: async () => answer });
      for (const at of [0, 1, 10 * MINUTE - 1]) {
        clock.now = at;
        await badges.arrived(1, LOGIN);
      }
      assert.equal(looked.length, 1);
      await badges.arrived(1, "https://cns.prova.gov.it:8443/");
      assert.equal(looked.length, 2);
      clock.now = 10 * MINUTE;
      await badges.arrived(1, LOGIN);
      assert.equal(looked.length, 3);
    }
  });

  it("happen once for several tabs at once", async () => {
    const { badges, badged, looked } = setting();
    await Promise.all([1, 2, 3].map((tabId) => badges.arrived(tabId, LOGIN)));
    assert.deepEqual([looked.length, badged.size], [1, 3]);
  });

  it("happen at two servers at once and no more", async () => {
    const answers: ((asks: boolean) => void)[] = [];
    const { badges, looked, badged } = setting({ asks: () => new Promise((resolve) => answers.push(resolve)) });
    const arriving = [1, 2, 3].map((tabId) => badges.arrived(tabId, `https://cns${tabId}.prova.gov.it/`));
    await until(() => answers.length === 2);
    await arriving[2];
    assert.equal(looked.length, 2);
    for (const answer of answers) answer(true);
    await Promise.all(arriving);
    assert.deepEqual([...badged], [1, 2]);
    const later = badges.arrived(3, "https://cns3.prova.gov.it/");
    await until(() => answers.length === 3);
    answers[2]!(true);
    await later;
    assert.equal(badged.size, 3, "the third one was only put off");
  });

  it("are remembered by a background that the browser stops, and no longer than they count", async () => {
    const { badges, stored, clock } = setting();
    await badges.arrived(1, LOGIN);
    const again = setting({ stored });
    await again.badges.restore();
    await again.badges.arrived(1, LOGIN);
    assert.deepEqual([again.looked, [...again.badged]], [[], [1]]);
    clock.now = 10 * MINUTE;
    await badges.arrived(1, "https://cns.regione.umbria.it/");
    assert.deepEqual([...stored.keys()], ["look:https://cns.regione.umbria.it"]);
  });

  it("are kept of a hundred servers at most", async () => {
    const { badges, stored } = setting();
    for (let index = 0; index < 120; index += 1) await badges.arrived(1, `https://cns.prova${index}.gov.it/`);
    assert.equal(stored.size, 100);
  });

  it("start a host that leaves the cards alone, and let it go", async () => {
    const host = new FakeHost();
    const client = new HostClient(host.connect, { cards: false });
    assert.equal(await takesCertificate(client, "https://cns.prova.gov.it"), true);
    assert.deepEqual(host.requests("hello"), [{ protocol: 1, version: "0.1.0", cards: false }]);
    assert.deepEqual(host.requests("look"), [{ origin: "https://cns.prova.gov.it" }]);
    assert.equal(host.running, false);
  });

  it("do without a host where none can be started", async () => {
    const host = new FakeHost();
    const answer = takesCertificate(new HostClient(host.connect, { cards: false }), "https://cns.prova.gov.it");
    host.die("Specified native messaging host not found.");
    assert.equal(await answer, null);
  });
});
